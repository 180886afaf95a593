"""What the peers in Python share: the graph, the clock and the form of a reply.

The argument is a folder with edges.bin (from, to, cost) and pairs.bin (from,
to) in little-endian numbers of 32 bits. Standard input holds the inquiry as
JSON; each reply is one line of JSON: the question, an answer for each pair that
the time sufficed for, and the CPU times of this thread in microseconds. An
answer is null where the peer cannot say, NONE where there is no path. A peer
may answer with a function, which is called outside the measured time.
"""

import json
import os
import struct
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
NONE = -1
BEST = 10
ROUTES = 8


def read(folder, name, form):
    with open(os.path.join(folder, name), "rb") as file:
        return list(struct.iter_unpack(form, file.read()))


def within(hops, found, answer):
    """The answer, or None if the path has more hops than were asked for."""
    return answer if found <= hops else None


def said(answer):
    return answer() if callable(answer) else answer


def measure(ask, pairs, asked, seconds):
    """Asks about each pair once without measuring, then goes round the pairs and measures."""
    answers, times = [], []
    end = time.monotonic() + seconds / 2
    while len(answers) < len(pairs) and (not answers or time.monotonic() < end):
        answers.append(said(ask(*pairs[len(answers)])))
    end = time.monotonic() + seconds
    while len(times) < asked and (not times or time.monotonic() < end):
        pair = pairs[len(times) % len(answers)]
        start = time.thread_time_ns()
        ask(*pair)
        times.append((time.thread_time_ns() - start) / 1000)
    return answers, times


def serve(load, answers_to):
    """Reads the graph with load and answers each question that answers_to has a function for."""
    folder, inquiry = sys.argv[1], json.load(sys.stdin)
    graph = load(read(folder, "edges.bin", "<IIf"), inquiry["nodes"])
    pairs = read(folder, "pairs.bin", "<II")
    for question in inquiry["questions"]:
        answer = answers_to.get(question["name"])
        if answer is None:
            continue

        def ask(start, end):
            return answer(graph, inquiry["hops"], start, end)

        answers, times = measure(ask, pairs[: question["pairs"]], inquiry["asked"], inquiry["seconds"])
        print(json.dumps({"question": question["name"], "answers": answers, "times": times}), flush=True)
