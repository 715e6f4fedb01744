'use strict';
// Makes a client from the gateway's OpenAPI document, knowing nothing else: orders, finds the order by its id, reads the ledger and orders wrongly.
// Last line out: {"ordered", "again", "found", "ledger", "refused"}.
const { OpenAPIClientAxios } = require('openapi-client-axios');

async function main(document) {
  const client = await new OpenAPIClientAxios({ definition: document, withServer: { url: new URL(document).origin } }).init();
  const order = { size: 'large', toppings: ['basil'], destination: 'Ferrari Garage #16', username: 'charles_leclerc' };

  const ordered = await client.placeOrder({ 'Idempotency-Key': 'box-box' }, order);
  const again = await client.placeOrder({ 'Idempotency-Key': 'box-box' }, order);
  const found = await client.findOrder(ordered.data.order_id);
  const ledger = await client.readLedger();
  const refused = await client.placeOrder(null, { ...order, size: 'enormous' }).catch(error => error.response);

  console.log(JSON.stringify({ ordered: ordered.data, again: again.data, found: found.data, ledger: ledger.data, refused: refused.data }));
}

main(process.argv[2]).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
