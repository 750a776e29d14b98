// A site as a folder: its pages, what they may weigh, where their links lead, and a server for it.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

// Bytes, uncompressed, by the first folder of a page's path; an overview has none.
const BARS = { overview: 40_000, rumors: 40_000, findings: 120_000 }
const STYLE_BAR = 20_000
const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml',
  '.js': 'text/javascript; charset=utf-8', '.json': 'application/json', '.png': 'image/png',
  '.csv': 'text/csv; charset=utf-8', '.sql': 'text/plain; charset=utf-8', '.atom': 'application/atom+xml',
}

export function readSite(folder) {
  const root = path.resolve(folder)
  const files = new Map()
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath ?? entry.path, entry.name)
    files.set(path.relative(root, file).split(path.sep).join('/'), statSync(file).size)
  }
  const pages = [...files.keys()].filter(name => name.endsWith('.html')).sort()
    .map(name => ({ path: name, kind: kindOf(name) }))
  const seen = new Set()
  for (const page of pages) {
    page.sample = !seen.has(page.kind)
    seen.add(page.kind)
    page.scripts = /<script\b/i.test(readFileSync(path.join(root, page.path), 'utf8'))
  }
  const fileAddress = page => pathToFileURL(path.join(root, page.path)).href
  return { root, files, pages, fileAddress }
}

// `2020-11-03/findings/sums/es/index.html` and `…/closing/es/index.html` are of one kind. In a flat
// folder each page is its own.
function kindOf(name) {
  const parts = name.split('/').filter(part => !/^\d{4}-\d{2}-\d{2}/.test(part))
  const spanish = parts.includes('es') ? 'es' : 'en'
  const folders = parts.slice(0, -1).filter(part => part !== 'es')
  const last = parts[parts.length - 1]
  const office = name.includes('/') ? '' : ' front'
  return `${spanish}${office} ${folders[0] ?? ''} ${folders.length} ${last}`
}

export function* sizeRemarks({ files, pages }) {
  for (const [name, bytes] of files) {
    if (name.endsWith('.css') && bytes > STYLE_BAR) yield weighs(name, bytes, STYLE_BAR)
  }
  for (const { path: name } of pages) {
    const folders = name.split('/').filter(part => part !== 'es' && !/^\d{4}-\d{2}-\d{2}/.test(part))
    const bar = BARS[folders.length > 1 ? folders[0] : 'overview']
    if (bar && files.get(name) > bar) yield weighs(name, files.get(name), bar)
  }
}

function weighs(name, bytes, bar) {
  return `${name}: ${bytes} bytes, where ${bar} are the bar`
}

// Every link leads to a file of the site and to an id in it, or leaves the site on purpose.
export function* checkLinks({ files, pages }) {
  const ids = new Map(pages.map(page => [page.path, new Set(page.ids)]))
  for (const page of pages) {
    for (const { written, loads } of page.links ?? []) {
      const fault = faultOf(page.path, written, loads, files, ids)
      if (fault) yield `${page.path}: \`${written}\` ${fault}`
    }
  }
}

function faultOf(from, written, loads, files, ids) {
  if (/^(data|mailto):/.test(written)) return null
  if (/^[a-z]+:|^\/\//i.test(written)) return loads ? 'is loaded from another host' : null
  if (written.startsWith('/')) return 'opens nothing from a stick: links are relative'
  const [address, fragment] = written.split('#')
  const name = decodeURIComponent(address.split('?')[0])
  const target = name === '' ? from : path.posix.normalize(path.posix.join(path.posix.dirname(from), name))
  if (!files.has(target)) {
    const folder = target.replace(/\/$/, '')
    const isFolder = [...files.keys()].some(file => folder === '.' || file.startsWith(`${folder}/`))
    return isFolder ? 'is a folder: links end in a file' : 'leads to no file'
  }
  const id = fragment && decodeURIComponent(fragment)
  if (id && ids.has(target) && !ids.get(target).has(id)) return 'leads to no id'
  return null
}

// Listens on the loopback address, on a port that the system picks.
export async function serve({ root, files }) {
  const server = createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1)
    if (name === '' || name.endsWith('/')) name += 'index.html'
    const found = files.has(name)
    const type = TYPES[path.extname(name)] ?? 'application/octet-stream'
    response.writeHead(found ? 200 : 404, { 'content-type': found ? type : 'text/plain' })
    response.end(found ? readFileSync(path.join(root, name)) : 'no such file')
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  return {
    address: page => `http://127.0.0.1:${port}/${page.path.split('/').map(encodeURIComponent).join('/')}`,
    close: () => server.close(),
  }
}
