// Puts the page together: one store, one connection of each kind, and what is shown of it.
import * as api from './net/api.js';
import { Live } from './net/live.js';
import { persist, poll } from './net/polling.js';
import { Store } from './store.js';
import { attribute, paced, text } from './view/dom.js';
import { drillsView } from './drills/view.js';
import { celebrate, orderForm } from './view/form.js';
import { garageView } from './view/garage.js';
import { ledgerView } from './view/ledger.js';
import { orderPage } from './view/order.js';
import { raceControlView } from './view/race-control.js';
import { router } from './view/router.js';
import { stripView } from './view/strip.js';
import { towerHead, towerView } from './view/tower.js';

const CLOCKS_EVERY = 100;
const GARAGE_LEAST = 100;
const STRIP_EVERY = 1_000;

const store = new Store(api.now);
const live = new Live(store);
let surroundings = {};

document.getElementById('tower-head').append(towerHead());
const order = orderPage(store, () => surroundings);
const drills = drillsView(store, () => surroundings);
const [ledger, tower, garage, control, strip] = [ledgerView, towerView, garageView, raceControlView, stripView].map(view => view(store));

const drawAll = paced(() => {
  ledger();
  control();
  drills.draw();
});
const drawTower = paced(tower, CLOCKS_EVERY);
const drawGarage = paced(garage, GARAGE_LEAST);
const drawOrder = paced(order.draw, CLOCKS_EVERY);
for (const what of ['changed', 'loaded'])
  store.addEventListener(what, () => {
    drawAll();
    drawTower();
    drawGarage();
    drawOrder();
  });
setInterval(() => {
  if (document.hidden) return;
  drawTower();
  drawGarage();
  drawOrder();
}, CLOCKS_EVERY);
setInterval(() => {
  store.tick();
  if (!document.hidden) strip();
  drawAll();
}, STRIP_EVERY);

const openForm = orderForm(store);
document.getElementById('order-a-pizza').addEventListener('click', openForm);
document.getElementById('celebrate').addEventListener('click', async ({ currentTarget: button }) => {
  button.disabled = true;
  const stored = await celebrate();
  button.disabled = false;
  text(document.getElementById('spoken'), `${stored} of 20 orders are stored`);
  if (stored < 20) attribute(button, 'title', `Only ${stored} of the last 20 were stored: see the flag.`);
});
document.getElementById('skip').addEventListener('click', event => {
  event.preventDefault();
  document.getElementById('tower-rows').focus();
});

async function start() {
  store.load(await persist(api.orders));
  live.open();
  store.loadCrew(await persist(api.crew));
}

store.addEventListener('reconnected', () => void persist(async () => store.loadCrew(await api.crew())));
surroundings = await persist(api.surroundings);
router({ order, drills });
await start();
poll(store, live, start);
