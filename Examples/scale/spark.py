#!/usr/bin/env python3
"""The same counts with Apache Spark: every partition of the corpus is piped through smtpsim.

    pip install pyspark        # and a Java, 17 or later
    python3 generate.py 100000 > corpus.jsonl
    python3 spark.py corpus.jsonl
"""
import os
import sys

from pyspark import SparkContext

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from count import pairs  # noqa: E402


def main():
    corpus = sys.argv[1] if len(sys.argv) > 1 else "corpus.jsonl"
    program = os.environ.get("SMTPSIM", "smtpsim")
    context = SparkContext("local[*]", "smtpsim")
    context.setLogLevel("ERROR")
    context.addPyFile(os.path.join(os.path.dirname(os.path.abspath(__file__)), "count.py"))
    results = context.textFile(corpus, minPartitions=8).pipe(f"{program} run --jsonl --jobs 1")
    counts = results.flatMap(pairs).map(lambda pair: (pair, 1)).reduceByKey(lambda a, b: a + b).collect()
    for (kind, name), count in sorted(counts, key=lambda item: (item[0][0], -item[1], item[0][1])):
        print(f"{kind:8} {count:8} {name}")
    context.stop()


if __name__ == "__main__":
    main()
