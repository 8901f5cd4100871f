"""The links between the pages of anything that is too long for one."""


def page_links(listing):
    """Return what components/pagination.html needs.

    listing  has `page`, of Django's Paginator, and `address(page=…)`, where None is the first page
    """
    page = listing.page
    paginator = page.paginator
    links = []
    for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if number == paginator.ELLIPSIS:
            links.append({"gap": True})
        else:
            links.append(
                {
                    "number": number,
                    "url": listing.address(page=number if number > 1 else None),
                    "current": number == page.number,
                }
            )
    return {
        "number": page.number,
        "num_pages": paginator.num_pages,
        "prev_url": listing.address(page=page.number - 1) if page.has_previous() else "",
        "next_url": listing.address(page=page.number + 1) if page.has_next() else "",
        "pages": links,
    }
