"""Documents parted into those that hang together, so that each group is judged by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from coorddesk.purchasing.rules.documents import Documents

Name = tuple[str, int]


def groups_of(documents: Documents) -> list[Documents]:
    """The same documents, those together that share a request, an order or an invoice; in their order."""
    orders = {line.id: order.id for order in documents.orders for line in order.lines}
    needs = {line.id: request.id for request in documents.requests for line in request.lines}
    heads = _joined(list(_linked(documents, orders, needs)))
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
    return list(parts.values())


def _linked(documents: Documents, orders: dict[int, int], needs: dict[int, int]) -> Iterator[tuple[Name, Name]]:
    """Each document with itself, and with those that it names."""
    for request in documents.requests:
        yield ("request", request.id), ("request", request.id)
    for order in documents.orders:
        yield ("order", order.id), ("order", order.id)
        for line in order.lines:
            if line.request_line_id in needs:
                yield ("order", order.id), ("request", needs[line.request_line_id])
    for invoice in documents.invoices:
        yield ("invoice", invoice.id), ("invoice", invoice.id)
        for charge in invoice.lines:
            if charge.order_line_id in orders:
                yield ("invoice", invoice.id), ("order", orders[charge.order_line_id])


def _joined(links: list[tuple[Name, Name]]) -> dict[Name, Name]:
    """One of them for each group, by every name in it."""
    above: dict[Name, Name] = {}

    def head(name: Name) -> Name:
        while above.setdefault(name, name) != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for one, other in links:
        above[head(one)] = head(other)
    return {name: head(name) for name in list(above)}
