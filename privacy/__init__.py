"""What is kept of people: the record of processing, made from the code.

page, words   docs/privacy.md and docs/datenschutz.md (`python -m privacy.page`)
"""
