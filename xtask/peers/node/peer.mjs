// The JavaScript engines, each set up as its documentation suggests for a search as you type. Speaks as ../src/main.rs
// says: `node peer.mjs ENGINE build RECORDS INDEX`, `node peer.mjs ENGINE serve INDEX`.
//
// Each is kept as JSON, as it would be shipped with an app, and opened from there.
import fs from 'node:fs'
import readline from 'node:readline'

import uFuzzy from '@leeoniya/ufuzzy'
import * as orama from '@orama/orama'
import FlexSearch from 'flexsearch'
import Fuse from 'fuse.js'
import lunr from 'lunr'
import MiniSearch from 'minisearch'

const LIMIT = 20
const FIELDS = ['title', 'keywords', 'text']
const BOOST = { title: 10, keywords: 4, text: 1 }

// Each makes of records something that JSON can hold, and of that a function from a text to the ids of what it finds.
// `index`: the part of it that is an index, where the records themselves are in it too.

function miniSearch(fuzzy) {
  const options = {
    fields: FIELDS,
    storeFields: ['title'],
    searchOptions: {
      boost: BOOST,
      combineWith: 'AND',
      prefix: (word, at, words) => at === words.length - 1,
      fuzzy: fuzzy && ((word) => (word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0)),
      maxFuzzy: 2,
    },
  }
  return {
    build(records) {
      const engine = new MiniSearch(options)
      engine.addAll(records)
      return () => engine.toJSON()
    },
    open(kept) {
      const engine = MiniSearch.loadJS(kept, options)
      return (text) => engine.search(text).slice(0, LIMIT).map((hit) => hit.id)
    },
  }
}

function flexSearchDocument() {
  return new FlexSearch.Document({ tokenize: 'forward', document: { id: 'id', index: FIELDS, store: ['title'] } })
}

const flexSearch = {
  build(records) {
    const engine = flexSearchDocument()
    for (const record of records) engine.add(record)
    return () => {
      const parts = []
      engine.export((key, data) => parts.push([key, data]))
      return parts
    }
  },
  open(parts) {
    const engine = flexSearchDocument()
    for (const [key, data] of parts) engine.import(key, data)
    return (text) => engine.search(text, { limit: LIMIT, merge: true }).map((hit) => hit.id)
  },
}

const lunrPeer = {
  build(records) {
    const engine = lunr(function () {
      this.ref('id')
      for (const field of FIELDS) this.field(field, { boost: BOOST[field] })
      // A stemmed index does not find the beginnings of words.
      this.pipeline.remove(lunr.stemmer)
      this.searchPipeline.remove(lunr.stemmer)
      for (const record of records) this.add(record)
    })
    return () => engine.toJSON()
  },
  open(kept) {
    const engine = lunr.Index.load(kept)
    const { wildcard, presence } = lunr.Query
    return (text) => {
      const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
      if (words.length === 0) return []
      const found = engine.query((query) =>
        words.forEach((word, at) =>
          query.term(word, {
            presence: presence.REQUIRED,
            wildcard: at === words.length - 1 ? wildcard.TRAILING : wildcard.NONE,
          }),
        ),
      )
      return found.slice(0, LIMIT).map((hit) => hit.ref)
    }
  },
}

const fuseKeys = FIELDS.map((name) => ({ name, weight: BOOST[name] }))

const fuse = {
  build(records) {
    const index = Fuse.createIndex(fuseKeys, records)
    return () => ({ records, index: index.toJSON() })
  },
  open({ records, index }) {
    const options = { keys: fuseKeys, ignoreLocation: true, threshold: 0.3 }
    const engine = new Fuse(records, options, Fuse.parseIndex(index))
    return (text) => engine.search(text, { limit: LIMIT }).map((hit) => hit.item.id)
  },
}

const uFuzzyPeer = {
  build(records) {
    return () => ({ records, index: null })
  },
  open({ records }) {
    const engine = new uFuzzy({ intraMode: 1 })
    const lines = records.map((record) => FIELDS.map((field) => record[field]).join(' | '))
    return (text) => {
      const [found, info, order] = engine.search(lines, text, 1)
      const ranked = order ? order.map((at) => info.idx[at]) : (found ?? [])
      return ranked.slice(0, LIMIT).map((at) => records[at].id)
    }
  },
}

function oramaDatabase() {
  return orama.create({ schema: { id: 'string', title: 'string', keywords: 'string', text: 'string' } })
}

const oramaPeer = {
  build(records) {
    const engine = oramaDatabase()
    for (const record of records) orama.insert(engine, record)
    return () => orama.save(engine)
  },
  open(kept) {
    const engine = oramaDatabase()
    orama.load(engine, kept)
    // A threshold of nought: every word must be there.
    const options = { properties: FIELDS, boost: BOOST, limit: LIMIT, threshold: 0 }
    return (text) => orama.search(engine, { term: text, ...options }).hits.map((hit) => hit.document.id)
  },
}

const ENGINES = {
  minisearch: miniSearch(false),
  'minisearch-fuzzy': miniSearch(true),
  flexsearch: flexSearch,
  lunr: lunrPeer,
  fuse: fuse,
  ufuzzy: uFuzzyPeer,
  orama: oramaPeer,
}

function since(begun) {
  return process.hrtime.bigint() - begun
}

function build(engine, from, to) {
  const lines = fs.readFileSync(from, 'utf8').trim().split('\n')
  const records = lines.map((line) => {
    const { id, title, keywords, text } = JSON.parse(line)
    return { id, title, keywords, text }
  })
  const begun = process.hrtime.bigint()
  const keep = engine.build(records)
  const took = since(begun)
  const kept = keep()
  fs.writeFileSync(to, JSON.stringify(kept))
  const index = JSON.stringify('index' in kept && 'records' in kept ? kept.index : kept)
  console.log(`built ${took} ${index === 'null' ? 0 : Buffer.byteLength(index)}`)
}

async function serve(engine, from) {
  const begun = process.hrtime.bigint()
  const search = engine.open(JSON.parse(fs.readFileSync(from, 'utf8')))
  const opened = since(begun)
  // Else what the text of the file took would count as the engine's memory.
  globalThis.gc?.()
  process.stdout.write(`ready ${opened}\n`)
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const begun = process.hrtime.bigint()
    const found = search(line)
    process.stdout.write(`${since(begun)}\t${found.join(',')}\n`)
  }
}

const [name, verb, ...paths] = process.argv.slice(2)
const engine = ENGINES[name]
if (!engine) throw new Error(`there is no engine ${name}`)
if (verb === 'build') build(engine, ...paths)
else await serve(engine, ...paths)
