"""What is kept of people: the record of processing, made from the code.

kept          the table of what is kept in our documents, and until when
page, words   docs/privacy.md and docs/datenschutz.md (`python -m privacy.page`)
"""
