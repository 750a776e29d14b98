// What is looked at on one page. Every function takes a window that has the page open.

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']
// What may turn out otherwise in other colours.
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
const PHONE = 390
// 400 % zoom on a small screen; there and wide nothing may be cut or run out to the side.
const NARROW = 320
const WIDE = 1280
const HEIGHT = 844
const TIMEOUT = 20_000
// WCAG 1.4.12: what readers may set for themselves.
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`

// A window that notes what its page says on the console and asks of the network.
export async function openWindow(browser, { script = true } = {}) {
  const context = await browser.newContext({
    viewport: { width: PHONE, height: HEIGHT },
    javaScriptEnabled: script,
    serviceWorkers: 'block',
  })
  context.setDefaultTimeout(TIMEOUT)
  await context.route(isElsewhere, route => route.abort())
  const window = { tab: await context.newPage(), said: [], asked: [] }
  window.tab.on('console', message => window.said.push(`console: ${message.text()}`))
  window.tab.on('pageerror', error => window.said.push(`console: ${error.message}`))
  window.tab.on('request', request => window.asked.push(request.url()))
  return window
}

// The server that the walk opened listens on the loopback address; everything else is off the site.
function isElsewhere({ protocol, hostname }) {
  return !['file:', 'data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1'
}

export async function visit(window, address, remark) {
  window.said.length = 0
  window.asked.length = 0
  await window.tab.emulateMedia({ colorScheme: 'light' })
  await window.tab.setViewportSize({ width: PHONE, height: HEIGHT })
  try {
    await window.tab.goto(address, { waitUntil: 'load' })
  } catch (error) {
    remark(`does not open: ${error.message.split('\n')[0]}`)
  }
  const asked = window.asked.filter(url => !url.startsWith('data:') && !url.startsWith('blob:'))
  for (const url of asked) if (isElsewhere(new URL(url))) remark(`asks elsewhere: ${url}`)
  // The page and its style sheet; a page with scripts loads those too.
  const scripts = await window.tab.locator('script[src]').count()
  if (scripts === 0 && asked.length > 2) remark(`${asked.length} requests, where 2 are the bar`)
  for (const said of window.said) remark(said.replace(/ ?\(?(http|file):\/\/\S*/g, ''))
}

export function turnDark({ tab }) {
  return tab.emulateMedia({ colorScheme: 'dark' })
}

// Every address that the page names, as written, and whether the browser loads it by itself.
export function links({ tab }) {
  return tab.evaluate(() => {
    const found = []
    for (const node of document.querySelectorAll('[href], [src], [srcset], [poster], form[action]')) {
      const name = node.localName
      const loading = !['a', 'area', 'form'].includes(name)
        && !(name === 'link' && /^(canonical|alternate|license|author|help|me)$/i.test(node.rel))
      for (const attribute of ['href', 'src', 'poster', 'action']) {
        const written = node.getAttribute(attribute)
        if (written) found.push({ written, loads: loading })
      }
      for (const part of node.getAttribute('srcset')?.split(',') ?? []) {
        found.push({ written: part.trim().split(' ')[0], loads: true })
      }
    }
    return found
  })
}

export function ids({ tab }) {
  return tab.evaluate(() => [...document.querySelectorAll('[id]')].map(node => node.id))
}

export const everyRule = { type: 'tag', values: TAGS }
export const colourRules = { type: 'rule', values: COLOUR_RULES }

// Asks axe, which the window must have been given.
export async function accessible({ tab }, rules, remark, unsure) {
  const found = await tab.evaluate(runOnly => window.axe.run(document, {
    runOnly,
    resultTypes: ['violations', 'incomplete'],
  }).then(({ violations, incomplete }) => ({
    violations: violations.map(rule => ({ id: rule.id, where: rule.nodes[0]?.target.join(' ') })),
    incomplete: incomplete.map(rule => rule.id),
  })), rules)
  for (const { id, where } of found.violations) remark(`axe ${id}: ${where}`)
  found.incomplete.forEach(unsure)
}

// Nothing runs out to the side: narrow, narrow with wide letters, and wide.
export async function fits({ tab }, everyWidth, remark) {
  await tab.setViewportSize({ width: NARROW, height: HEIGHT })
  await overflow(tab, `${NARROW} px`, remark)
  const style = await tab.addStyleTag({ content: SPACING })
  await overflow(tab, `${NARROW} px with text spacing`, remark)
  await style.evaluate(node => node.remove())
  if (everyWidth) {
    await tab.setViewportSize({ width: WIDE, height: HEIGHT })
    await overflow(tab, `${WIDE} px`, remark)
  }
  await tab.setViewportSize({ width: PHONE, height: HEIGHT })
}

async function overflow(tab, width, remark) {
  const wide = await tab.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return null
    const out = [...document.body.querySelectorAll('*')].find(node =>
      node.getBoundingClientRect().right > root.clientWidth + 1 && !node.closest('svg svg *'))
    return `${root.scrollWidth} wide in ${root.clientWidth}, ${out?.localName ?? 'body'}`
  })
  if (wide) remark(`${width}: runs out to the side (${wide})`)
}

// Tab reaches everything that can be used, in reading order, and one sees where one is.
export async function tabs({ tab }, remark) {
  const wanted = await tab.evaluate(() => {
    const usable = 'a[href], area[href], button, input, select, textarea, summary, [tabindex]'
    const nodes = [...document.querySelectorAll(usable)].filter(node =>
      node.tabIndex >= 0 && !node.disabled && node.type !== 'hidden'
      && node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }))
    nodes.forEach((node, at) => { node.dataset.walk = at })
    document.activeElement?.blur()
    window.getSelection().removeAllRanges()
    return nodes.map(node => `${node.localName} "${node.textContent.trim().slice(0, 40)}"`)
  })
  const reached = []
  // Scrolling regions take the focus too, so there are more stops than wanted ones.
  for (let stop = 0; stop < wanted.length * 2 + 5 && reached.length < wanted.length; stop += 1) {
    await tab.keyboard.press('Tab')
    const at = await tab.evaluate(() => {
      const node = document.activeElement
      if (!node || node === document.body) return { left: true }
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node)
      const seen = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
      return { place: node.dataset.walk, seen }
    })
    if (at.left) break
    if (at.place === undefined) continue
    reached.push(Number(at.place))
    if (!at.seen) remark(`focus is not seen on ${wanted[at.place]}`)
  }
  const missed = wanted.findIndex((_, at) => reached[at] !== at)
  if (missed >= 0) remark(`Tab goes otherwise than reading order, at ${wanted[missed]}`)
}

// A script may only add comfort: without it the same words are there.
export async function sameWithoutScript(browser, { tab }, address, remark) {
  const bare = await openWindow(browser, { script: false })
  await bare.tab.goto(address, { waitUntil: 'load' })
  const words = () => document.body.innerText.split('\n').map(line => line.trim()).filter(Boolean)
  const [withScript, without] = [await tab.evaluate(words), await bare.tab.evaluate(words)]
  const lost = withScript.find(line => !without.includes(line))
  if (lost) remark(`without script this is missing: ${lost.slice(0, 60)}`)
  await bare.tab.context().close()
}

export async function shoot({ tab }, colorScheme, width, file) {
  await tab.emulateMedia({ colorScheme })
  await tab.setViewportSize({ width, height: HEIGHT })
  await tab.screenshot({ path: file, fullPage: true })
}
