"""What is kept of people: the record of processing, made from the code, and one person by hand.

kept          the table of what is kept in our documents, and until when
told          what an operator reads of one person (`python -m privacy`)
page, words   docs/privacy.md and docs/datenschutz.md (`python -m privacy.page`)
"""
