#!/usr/bin/python3
"""Xapian, which Kiwix and many desktops search with. Speaks as src/main.rs says: build RECORDS INDEX, serve INDEX."""

import json
import os
import shutil
import sys
import time

import xapian

LIMIT = 20
# What a word counts by where it stands.
WEIGHTS = {"title": 10, "keywords": 4, "text": 1}


def build(records, index):
    with open(records, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    shutil.rmtree(index, ignore_errors=True)
    loose = index + ".loose"
    begun = time.perf_counter_ns()
    database = xapian.WritableDatabase(loose, xapian.DB_CREATE_OR_OVERWRITE)
    words = xapian.TermGenerator()
    for record in records:
        document = xapian.Document()
        words.set_document(document)
        for field, weight in WEIGHTS.items():
            words.index_text(record[field], weight)
            words.increase_termpos()
        document.set_data(json.dumps([record["id"], record["title"]]))
        database.add_document(document)
    database.commit()
    database.compact(index)
    database.close()
    took = time.perf_counter_ns() - begun
    shutil.rmtree(loose)
    size = sum(os.path.getsize(os.path.join(index, name)) for name in os.listdir(index))
    print(f"built {took} {size}")


def serve(index):
    begun = time.perf_counter_ns()
    database = xapian.Database(index)
    enquire = xapian.Enquire(database)
    parser = xapian.QueryParser()
    parser.set_database(database)
    parser.set_default_op(xapian.Query.OP_AND)
    print(f"ready {time.perf_counter_ns() - begun}", flush=True)
    for line in sys.stdin:
        begun = time.perf_counter_ns()
        enquire.set_query(parser.parse_query(line.rstrip("\n"), xapian.QueryParser.FLAG_PARTIAL))
        found = [json.loads(match.document.get_data())[0] for match in enquire.get_mset(0, LIMIT)]
        took = time.perf_counter_ns() - begun
        print(took, ",".join(found), sep="\t", flush=True)


if sys.argv[1] == "build":
    build(sys.argv[2], sys.argv[3])
else:
    serve(sys.argv[2])
