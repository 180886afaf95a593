"""Answers with igraph, whose core is in C."""

import igraph


def load(edges, nodes):
    graph = igraph.Graph(n=nodes, edges=[edge[:2] for edge in edges])
    graph.es["weight"] = [edge[2] for edge in edges]
    return graph


def cost(graph, path):
    return sum(graph.es[edge]["weight"] for edge in path)


def shortest(graph, hops, start, end):
    """The hops of a shortest path."""
    found = len(graph.get_shortest_path(start, end, output="epath"))
    return found if 0 < found <= hops else NONE


def strongest(graph, hops, start, end):
    """The cost of the strongest path."""
    path = graph.get_shortest_path(start, end, weights="weight", output="epath")
    if not path:
        return NONE
    return lambda: within(hops, len(path), cost(graph, path))


def ten(graph, hops, start, end):
    """The sum of the hops of the best ten."""
    paths = graph.get_k_shortest_paths(start, end, BEST, output="epath")
    return sum(len(path) for path in paths if len(path) <= hops) or NONE


def ten_strongest(graph, hops, start, end):
    """The sum of the costs of the strongest ten."""
    paths = graph.get_k_shortest_paths(start, end, BEST, weights="weight", output="epath")
    if not paths:
        return NONE
    return lambda: within(hops, max(map(len, paths)), sum(cost(graph, path) for path in paths))


def shares(graph, hops, start, end):
    """The sum of the squared shares of who lies on shortest paths; igraph halves them where ties have no direction."""
    return sum(4 * half * half for half in graph.betweenness(sources=[start], targets=[end]))


serve(load, {
    "one shortest path": shortest,
    "strongest path": strongest,
    "10 best by hops": ten,
    "10 best by strength": ten_strongest,
    "share of each intermediary, squared": shares,
})
