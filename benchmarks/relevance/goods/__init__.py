"""Words of goods: do the measures tell what describes goods from what does not?"""
