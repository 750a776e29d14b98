// Opens every page of a site and says what is wrong with it.
//
//     node tests/browser/walk.mjs --modules FOLDER SITE_FOLDER [--shots FOLDER]
//     node tests/browser/walk.mjs --modules FOLDER --planted
//
// FOLDER holds node_modules with playwright-core and axe-core (`cargo xtask ci --install` puts them
// below cargo's target folder). The browser is Debian's Chromium, or what --browser names. Each page
// is opened from the folder, as from a stick, and looked at in light and dark colours; then from a
// server on the loopback address. --planted walks `planted/`, a site of known faults, and fails
// unless exactly those are found. Exit: 0 nothing wrong, 1 remarks, 2 could not run.

import { createRequire } from 'node:module'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as page from './page.mjs'
import { checkLinks, readSite, serve, sizeRemarks } from './site.mjs'

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]
// As many pages at once as a small machine has cores.
const WALKERS = 2

const options = readArguments(process.argv.slice(2))
const { chromium } = options.require('playwright-core')
const axe = readFileSync(options.require.resolve('axe-core/axe.min.js'), 'utf8')

const began = Date.now()
const site = readSite(options.site)
if (site.pages.length === 0) stop(`${options.site} holds no page`)
const remarks = [...sizeRemarks(site)]
const unsure = new Map()
const server = await serve(site)
const browser = await chromium.launch({ executablePath: options.browser, headless: true, args: FLAGS })
try {
  const waiting = [...site.pages]
  const walkers = Array.from({ length: WALKERS }, () => walk(waiting))
  await Promise.all(walkers)
} finally {
  await browser.close()
  server.close()
}
remarks.push(...checkLinks(site))
const said = [...new Set(remarks)].sort()
process.exitCode = options.planted ? compare(said) : report(said)

// Takes pages from the list until it is empty, in two windows that stay open.
async function walk(waiting) {
  const stick = await page.openWindow(browser)
  const served = await page.openWindow(browser)
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const remark = text => remarks.push(`${next.path}: ${text}`)
    const inTheDark = text => remark(`dark: ${text}`)
    const look = rule => unsure.set(rule, (unsure.get(rule) ?? new Set()).add(next.path))
    await page.visit(stick, site.fileAddress(next), remark)
    next.links = await page.links(stick)
    next.ids = await page.ids(stick)
    await stick.tab.evaluate(axe)
    await page.accessible(stick, page.everyRule, remark, look)
    await page.fits(stick, next.sample, remark)
    if (next.sample) await page.tabs(stick, remark)
    if (next.scripts) await page.sameWithoutScript(browser, stick, site.fileAddress(next), remark)
    await page.turnDark(stick)
    const rules = next.sample ? page.everyRule : page.colourRules
    await page.accessible(stick, rules, inTheDark, look)
    if (next.sample) await page.fits(stick, next.sample, inTheDark)
    if (options.shots && next.sample) await shoot(next, stick)
    await page.visit(served, server.address(next), remark)
  }
  if ((await served.tab.context().cookies()).length > 0) remarks.push('site: it sets a cookie')
  await stick.tab.context().close()
  await served.tab.context().close()
}

// Pictures of one page of each kind, which is open in dark colours: wide, and on a telephone.
async function shoot(next, window) {
  const name = next.path.replace(/(\/?index)?\.html$/, '').replaceAll('/', '--') || 'index'
  await page.shoot(window, 'dark', 1280, path.join(options.shots, `${name}-1280-dark.png`))
  await page.shoot(window, 'light', 390, path.join(options.shots, `${name}-390.png`))
}

function report(said) {
  for (const line of said) console.log(line)
  for (const [rule, pages] of [...unsure].sort()) {
    console.log(`to be looked at by eye: ${rule}, on ${pages.size} pages, as ${[...pages].sort()[0]}`)
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`walk: ${said.length} remarks on ${site.pages.length} pages, ${seconds} s`)
  return said.length === 0 ? 0 : 1
}

// The planted faults, all of them and no other.
function compare(said) {
  const expected = readFileSync(path.join(options.site, 'expected.txt'), 'utf8').trimEnd().split('\n')
  const missed = expected.filter(line => !said.includes(line))
  const invented = said.filter(line => !expected.includes(line))
  for (const line of missed) console.log(`planted and not found: ${line}`)
  for (const line of invented) console.log(`found and not planted: ${line}`)
  console.log(`walk: ${expected.length - missed.length} of ${expected.length} planted faults found`)
  return missed.length + invented.length === 0 ? 0 : 1
}

function readArguments(words) {
  const here = path.dirname(fileURLToPath(import.meta.url))
  const found = { browser: BROWSERS.find(existsSync) }
  while (words.length > 0) {
    const word = words.shift()
    if (word === '--planted') {
      found.planted = true
      found.site = path.join(here, 'planted')
    } else if (word.startsWith('--')) found[word.slice(2)] = words.shift()
    else found.site = word
  }
  if (!found.site || !found.modules) stop('usage: walk.mjs --modules FOLDER SITE_FOLDER [--shots FOLDER]')
  if (!existsSync(found.site)) stop(`there is no folder ${found.site}`)
  if (!found.browser) stop('no Chromium was found; install it, or name it with --browser')
  if (!existsSync(path.join(found.modules, 'node_modules'))) {
    stop(`${found.modules} has no node_modules; \`cargo xtask ci --install\` fills it`)
  }
  if (found.shots) mkdirSync(found.shots, { recursive: true })
  found.require = createRequire(path.join(path.resolve(found.modules), 'package.json'))
  return found
}

function stop(text) {
  console.error(text)
  process.exit(2)
}
