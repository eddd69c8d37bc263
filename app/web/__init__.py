"""HTTP and nothing else: addresses in, pages out.

In comes a request; a route asks `browse` one question (or hands `desk` one change) and shows the answer
through `respond.py`. What an answer holds is decided in `browse`; what a file looks like, in `forms`.
`urls.py` says what an address may look like, `lists.py` and `singles.py` how a list and a thing are
answered, `security.py` who is answered at all, `errors.py` what is said when something goes wrong,
`templating.py` what a template may use.
"""
