// The little that is needed to build a page safely: data becomes text and properties, never markup.

/** Makes an element. Properties that start with "on" are listeners, "data" and "aria" become attributes, "style" holds custom properties. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    else if (name === 'class') element.className = value;
    else if (name in element && !name.includes('-')) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== undefined && child !== null && child !== false));
  return element;
}

/** Changes a text only where it is another one: what does not change costs no layout, and a live region does not repeat it. */
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

export function attribute(element, name, value) {
  if (value === undefined || value === null || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

export function style(element, name, value) {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}

/** Calls at most once a frame, and not more often than every so many milliseconds. */
export function paced(draw, least = 0) {
  let asked = false;
  let last = -Infinity;
  const frame = now => {
    if (now - last < least) return requestAnimationFrame(frame);
    asked = false;
    last = now;
    draw();
    return undefined;
  };
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(frame);
  };
}

export const motionIsReduced = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A drawing of the page's own: elements of SVG. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
