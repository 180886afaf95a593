"""Answers with NetworKit. Every pair gets a search of its own: one that is used again answers wrongly in 11.3."""

import math

import networkit
import numpy

networkit.setNumberOfThreads(1)


def load(edges, nodes):
    table = numpy.array(edges)
    ends = table[:, 0].astype(numpy.uint64), table[:, 1].astype(numpy.uint64)
    return [
        networkit.GraphFromCoo((weights, ends), n=nodes, weighted=weighted, directed=False)
        for weights, weighted in ((numpy.ones(len(table)), False), (table[:, 2], True))
    ]


def shortest(graphs, hops, start, end):
    """The hops of a shortest path, with its nodes."""
    search = networkit.distance.BidirectionalBFS(graphs[0], start, end, True)
    search.run()
    search.getPath()
    found = search.getDistance()
    return int(found) if found <= hops else NONE


def strongest(graphs, hops, start, end):
    """The cost of the strongest path, with its nodes."""
    search = networkit.distance.BidirectionalDijkstra(graphs[1], start, end, True)
    search.run()
    between = search.getPath()
    found = search.getDistance()
    if math.isinf(found) or found > 1e100:
        return NONE
    return within(hops, len(between) + 1, found)


serve(load, {"one shortest path": shortest, "strongest path": strongest})
