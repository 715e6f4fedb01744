// The order form: the API's errors at their fields, and one pizza however often one presses.
import * as api from '../net/api.js';
import { Presses } from '../net/placing.js';
import { attribute, h, text } from './dom.js';

const SIZES = ['small', 'medium', 'large'];
const BORDERS = ['none', 'cream_cheese', 'cheddar', 'chocolate'];
const TOPPINGS = ['pepperoni', 'mushrooms', 'basil', 'anchovies', 'capers', 'artichokes', 'olives', 'gorgonzola'];

export function orderForm(store) {
  const dialog = document.getElementById('form-dialog');
  const presses = new Presses();
  const fields = {};

  const errorOf = name => h('p', { class: 'error', id: `error-${name}` });
  const texts = (name, label, placeholder) => {
    const input = h('input', { type: 'text', name, placeholder, autocomplete: 'off', 'aria-describedby': `error-${name}`, id: `field-${name}` });
    fields[name] = { input, error: errorOf(name) };
    return h('div', {}, h('label', { class: 'label', htmlFor: `field-${name}` }, label), input, fields[name].error);
  };
  const picks = (name, label, type, values, checked) => {
    const group = h('fieldset', { 'aria-describedby': `error-${name}` }, h('legend', {}, label),
      values.map(value => h('label', { class: 'pick' }, h('input', { type, name, value, checked: value === checked }), value.replace('_', ' '))));
    fields[name] = { input: group, error: errorOf(name) };
    return h('div', {}, group, fields[name].error);
  };

  const other = h('input', { type: 'text', name: 'other', placeholder: 'others, with commas between', 'aria-label': 'Other toppings', autocomplete: 'off' });
  const border = h('select', { name: 'border', id: 'field-border', 'aria-describedby': 'error-border' }, BORDERS.map(value => h('option', { value }, value.replace('_', ' '))));
  fields.border = { input: border, error: errorOf('border') };
  const done = h('p', { class: 'done', role: 'status' });
  const failed = h('p', { class: 'failed', role: 'alert' });
  const form = h('form', { class: 'form', noValidate: true, onsubmit: send },
    h('h2', { id: 'form-title' }, 'Order a pizza', h('button', { type: 'button', onclick: () => dialog.close(), 'aria-label': 'Close' }, '✕')),
    picks('size', 'Size', 'radio', SIZES, 'large'),
    picks('toppings', 'Toppings', 'checkbox', TOPPINGS, 'pepperoni'), other,
    h('div', { class: 'two' }, h('div', {}, h('label', { class: 'label', htmlFor: 'field-border' }, 'Border'), border, fields.border.error), texts('username', 'For', 'who is hungry')),
    texts('destination', 'Destination', 'e.g. Garage 16'),
    done, failed,
    h('div', { class: 'send' }, h('button', { class: 'go', type: 'submit' }, 'Order')));
  dialog.append(form);

  function draft() {
    const data = new FormData(form);
    const others = String(data.get('other')).split(',').map(topping => topping.trim()).filter(topping => topping !== '');
    return { size: data.get('size') ?? '', toppings: [...data.getAll('toppings'), ...others], border: data.get('border'), destination: data.get('destination'), username: data.get('username') };
  }

  async function send(event) {
    event.preventDefault();
    const wanted = draft();
    const { key, again } = presses.press(wanted, performance.now());
    show({});
    text(failed, '');
    if (!again) text(done, '');
    try {
      const placed = await api.place(wanted, key);
      presses.stored(key);
      const count = presses.count(key);
      const link = h('a', { href: `#/order/${placed.order_id}`, onclick: () => dialog.close() }, `order ${placed.order_id.slice(0, 8)}`);
      done.replaceChildren(count > 1 ? `You pressed ${count === 2 ? 'twice' : `${count} times`}: one pizza. The presses had the same Idempotency-Key, and each was answered with ` : 'Stored: ', link, '.');
    } catch (error) {
      if (error.status >= 400 && error.status < 500) presses.refused(key);
      show(error.errors ?? {});
      if (Object.keys(error.errors ?? {}).length === 0)
        text(failed, error.status === 503 || error.status === undefined ? `Not stored as far as we know (${error.message}). Press again: the same key finds it, should it be stored after all.` : error.message);
    }
  }

  function show(errors) {
    for (const [name, { input, error }] of Object.entries(fields)) {
      text(error, (errors[name] ?? []).join(' '));
      attribute(input, 'aria-invalid', errors[name] ? 'true' : undefined);
    }
    const first = Object.keys(fields).find(name => errors[name]);
    if (first) (fields[first].input.querySelector?.('input') ?? fields[first].input).focus();
  }

  return () => {
    if (fields.username.input.value === '') fields.username.input.value = localStorage.getItem('username') ?? 'charles_leclerc';
    if (fields.destination.input.value === '') fields.destination.input.value = 'Garage 16';
    form.addEventListener('submit', () => localStorage.setItem('username', fields.username.input.value), { once: true });
    text(done, '');
    text(failed, '');
    show({});
    dialog.showModal();
  };
}

const PARTY = [['ada_lovelace', 'Pit wall'], ['enzo', 'Motorhome'], ['sofia_bianchi', 'Garage 16'], ['tazio', 'Hospitality'], ['lella_lombardi', 'Garage 44'], ['gilles', 'Press room'], ['giovanna_amati', 'Podium'], ['alberto', 'Grandstand 4']];

/** Twenty orders at once, each with a key of its own. */
export async function celebrate() {
  const pick = (from, index) => from[index % from.length];
  const answers = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => {
    const [username, destination] = pick(PARTY, index);
    return api.place({ size: pick(SIZES, index), toppings: [pick(TOPPINGS, index), pick(TOPPINGS, index + 3)], border: pick(BORDERS, index), destination, username }, crypto.randomUUID?.() ?? `${Math.random()}`.slice(2));
  }));
  return answers.filter(answer => answer.status === 'fulfilled').length;
}
