"""Answers with scipy.sparse.csgraph."""

import numpy
import scipy.sparse
from scipy.sparse import csgraph


def load(edges, nodes):
    """The graph by costs, and the one in which each node is two, for routes that share nobody."""
    table = numpy.array(edges)
    a, b, costs = table[:, 0].astype(numpy.int32), table[:, 1].astype(numpy.int32), table[:, 2]
    both = numpy.concatenate
    weighted = scipy.sparse.csr_matrix((both([costs, costs]), (both([a, b]), both([b, a]))), shape=(nodes, nodes))
    each = numpy.arange(nodes, dtype=numpy.int32)
    starts, ends = both([2 * each, 2 * a + 1, 2 * b + 1]), both([2 * each + 1, 2 * b, 2 * a])
    split = scipy.sparse.csr_matrix((numpy.ones(len(starts), numpy.int32), (starts, ends)), shape=(2 * nodes, 2 * nodes))
    return weighted, split


def ten_strongest(graphs, hops, start, end):
    """The sum of the costs of the strongest ten; scipy does not say how many hops they have."""
    found = csgraph.yen(graphs[0], start, end, BEST)
    return float(found.sum()) if len(found) else NONE


def routes(graphs, hops, start, end):
    """How many routes share nobody, at most as many as were asked for."""
    found = csgraph.maximum_flow(graphs[1], 2 * start + 1, 2 * end)
    return min(ROUTES, int(found.flow_value))


serve(load, {"10 best by strength": ten_strongest, "8 routes apart": routes})
