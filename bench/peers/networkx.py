"""Answers with networkx."""

import itertools

import networkx


def load(edges, nodes):
    graph = networkx.Graph()
    graph.add_weighted_edges_from(edges)
    return graph


def shortest(graph, hops, start, end):
    """The hops of a shortest path."""
    try:
        found = len(networkx.bidirectional_shortest_path(graph, start, end)) - 1
    except networkx.NetworkXNoPath:
        return NONE
    return found if found <= hops else NONE


def strongest(graph, hops, start, end):
    """The cost of the strongest path."""
    try:
        cost, path = networkx.bidirectional_dijkstra(graph, start, end)
    except networkx.NetworkXNoPath:
        return NONE
    return within(hops, len(path) - 1, cost)


def ten(graph, hops, start, end):
    """The sum of the hops of the best ten, of those short enough."""
    try:
        paths = itertools.islice(networkx.shortest_simple_paths(graph, start, end), BEST)
        lengths = [len(path) - 1 for path in paths if len(path) <= hops + 1]
    except networkx.NetworkXNoPath:
        return NONE
    return sum(lengths) if lengths else NONE


def ten_strongest(graph, hops, start, end):
    """The sum of the costs of the strongest ten."""
    try:
        paths = list(itertools.islice(networkx.shortest_simple_paths(graph, start, end, "weight"), BEST))
    except networkx.NetworkXNoPath:
        return NONE
    longest = max(len(path) - 1 for path in paths)
    return lambda: within(hops, longest, sum(networkx.path_weight(graph, path, "weight") for path in paths))


serve(load, {
    "one shortest path": shortest,
    "strongest path": strongest,
    "10 best by hops": ten,
    "10 best by strength": ten_strongest,
})
