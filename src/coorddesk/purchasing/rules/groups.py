"""Documents parted into those that hang together, so that each group is judged by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from coorddesk.purchasing.rules.documents import Documents, Instalment, Invoice, Order, Request

Name = tuple[str, int]


def groups_of(documents: Documents) -> list[Documents]:
    """The same documents, those together that share a request, an order, an invoice or an instalment."""
    orders = {line.id: order.id for order in documents.orders for line in order.lines}
    needs = {line.id: request.id for request in documents.requests for line in request.lines}
    heads = joined(_linked(documents, orders, needs))
    parts: defaultdict[Name, Documents] = defaultdict(Documents)
    for request in documents.requests:
        head = heads["request", request.id]
        parts[head] = replace(parts[head], requests=(*parts[head].requests, request))
    for order in documents.orders:
        head = heads["order", order.id]
        parts[head] = replace(parts[head], orders=(*parts[head].orders, order))
    for receipt in documents.receipts:
        for head in {heads["order", orders[line]] for line, _quantity in receipt.lines if line in orders}:
            parts[head] = replace(parts[head], receipts=(*parts[head].receipts, receipt))
    for invoice in documents.invoices:
        head = heads["invoice", invoice.id]
        parts[head] = replace(parts[head], invoices=(*parts[head].invoices, invoice))
    for instalment in documents.instalments:
        head = heads["instalment", instalment.id]
        parts[head] = replace(parts[head], instalments=(*parts[head].instalments, instalment))
    return list(parts.values())


def _linked(documents: Documents, orders: dict[int, int], needs: dict[int, int]) -> Iterator[tuple[Name, Name]]:
    """Each document with itself, and with those that it names."""
    every: dict[str, Iterable[Request | Order | Invoice | Instalment]] = {
        "request": documents.requests,
        "order": documents.orders,
        "invoice": documents.invoices,
        "instalment": documents.instalments,
    }
    yield from (((kind, each.id), (kind, each.id)) for kind, them in every.items() for each in them)
    for order in documents.orders:
        asked = {needs[line.request_line_id] for line in order.lines if line.request_line_id in needs}
        yield from ((("order", order.id), ("request", each)) for each in asked)
    for invoice in documents.invoices:
        ordered = {orders[line.order_line_id] for line in invoice.lines if line.order_line_id in orders}
        due = {line.instalment_id for line in invoice.lines if line.instalment_id is not None}
        yield from ((("invoice", invoice.id), ("order", each)) for each in ordered)
        yield from ((("invoice", invoice.id), ("instalment", each)) for each in due)


def joined(links: Iterable[tuple[Name, Name]]) -> dict[Name, Name]:
    """The groups that links make of what they name: for every name, the one that stands for its group."""
    above: dict[Name, Name] = {}

    def head(name: Name) -> Name:
        while above.setdefault(name, name) != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for one, other in links:
        above[head(one)] = head(other)
    return {name: head(name) for name in list(above)}
