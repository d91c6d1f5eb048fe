"""What a deployment costs a month, at list prices: docs/cost.md is made of it (`python -m bench.cost`).

prices.py    what Google charges for what, and where that was read
work.py      what each thing that is done takes of it, counted or assumed
months.py    how often each is done in three months, and what that comes to
__main__.py  the page
"""
