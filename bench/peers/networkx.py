"""Answers the benchmark's questions with networkx.

The argument is a folder with edges.bin (from, to, cost) and pairs.bin (from,
to) in little-endian numbers of 32 bits. Standard input holds the inquiry as
JSON; each reply is one line of JSON: the question, an answer for each pair that
the time sufficed for, and the CPU times of this thread in microseconds.
"""

import itertools
import json
import math
import os
import struct
import sys
import time

import networkx

NONE = -1
BEST = 10


def read(folder, name, form):
    with open(os.path.join(folder, name), "rb") as file:
        return list(struct.iter_unpack(form, file.read()))


def graph_of(edges):
    graph = networkx.Graph()
    graph.add_weighted_edges_from(edges)
    return graph


def shortest(graph, hops, start, end):
    """The hops of a shortest path, NONE if there is none short enough."""
    try:
        found = len(networkx.bidirectional_shortest_path(graph, start, end)) - 1
    except networkx.NetworkXNoPath:
        return NONE
    return found if found <= hops else NONE


def strongest(graph, hops, start, end):
    """The product of strengths; None if the path is longer than was asked for."""
    try:
        cost, path = networkx.bidirectional_dijkstra(graph, start, end)
    except networkx.NetworkXNoPath:
        return NONE
    return math.exp(-cost) if len(path) <= hops + 1 else None


def ten(graph, hops, start, end):
    """The sum of the hops of the best ten, of those short enough."""
    try:
        paths = itertools.islice(networkx.shortest_simple_paths(graph, start, end), BEST)
        lengths = [len(path) - 1 for path in paths if len(path) <= hops + 1]
    except networkx.NetworkXNoPath:
        return NONE
    return sum(lengths) if lengths else NONE


ANSWERS = {
    "one shortest path": shortest,
    "strongest path": strongest,
    "10 best by hops": ten,
}


def measure(ask, pairs, asked, seconds):
    """Asks about each pair once without measuring, then goes round the pairs and measures."""
    answers, times = [], []
    end = time.monotonic() + seconds / 2
    while len(answers) < len(pairs) and (not answers or time.monotonic() < end):
        answers.append(ask(*pairs[len(answers)]))
    end = time.monotonic() + seconds
    while len(times) < asked and (not times or time.monotonic() < end):
        pair = pairs[len(times) % len(answers)]
        start = time.thread_time_ns()
        ask(*pair)
        times.append((time.thread_time_ns() - start) / 1000)
    return answers, times


def main():
    folder, inquiry = sys.argv[1], json.load(sys.stdin)
    graph = graph_of(read(folder, "edges.bin", "<IIf"))
    pairs = read(folder, "pairs.bin", "<II")
    for question in inquiry["questions"]:
        answer = ANSWERS.get(question["name"])
        if answer is None:
            continue

        def ask(start, end):
            return answer(graph, inquiry["hops"], start, end)

        answers, times = measure(ask, pairs[: question["pairs"]], inquiry["asked"], inquiry["seconds"])
        print(json.dumps({"question": question["name"], "answers": answers, "times": times}), flush=True)


if __name__ == "__main__":
    main()
