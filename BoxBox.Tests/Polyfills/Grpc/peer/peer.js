'use strict';
// A gRPC peer that is not ours: serves Echo, and makes the calls that come in as JSON lines on stdin.
// First line out: {"port": n}. Then one line an answer: {"id", "code", "details", "headers", "trailers", "responses"}.
const path = require('node:path');
const readline = require('node:readline');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');

const LOAD = { keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true };
const UNLIMITED = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

const HEALTH = `syntax = "proto3"; package grpc.health.v1;
  service Health { rpc Check(Req) returns (Res); rpc Watch(Req) returns (stream Res); }
  message Req { string service = 1; }
  message Res { enum S { UNKNOWN = 0; SERVING = 1; NOT_SERVING = 2; SERVICE_UNKNOWN = 3; } S status = 1; }`;

const reflection = version => `syntax = "proto3"; package grpc.reflection.${version};
  service ServerReflection { rpc ServerReflectionInfo(stream Req) returns (stream Res); }
  message Req { string host = 1; oneof message_request { string file_by_filename = 3; string file_containing_symbol = 4; Ext file_containing_extension = 5; string list_services = 7; } }
  message Ext { string containing_type = 1; int32 extension_number = 2; }
  message Res { oneof message_response { Files file_descriptor_response = 4; Services list_services_response = 6; Error error_response = 7; } }
  message Files { repeated bytes file_descriptor_proto = 1; }
  message Services { repeated Service service = 1; }
  message Service { string name = 1; }
  message Error { int32 error_code = 1; string error_message = 2; }`;

const fromText = text => loader.fromJSON(protobuf.parse(text, { keepCase: true }).root.toJSON(), LOAD);

const definitions = {
  ...loader.loadSync(path.join(__dirname, '..', 'echo.proto'), LOAD),
  ...fromText(HEALTH),
  ...fromText(reflection('v1')),
  ...fromText(reflection('v1alpha')),
};

// ---- the server -------------------------------------------------------------------------------------------------

function answer(call, request, index) {
  return {
    text: index === undefined ? request.text : `${request.text} ${index}`,
    padding: Buffer.alloc(request.padding, 7),
    seen_text: String(call.metadata.get('x-text')[0] ?? ''),
    seen_bytes: call.metadata.get('x-data-bin')[0] ?? Buffer.alloc(0),
  };
}

function trailers(request) {
  const tail = new grpc.Metadata();
  tail.set('x-tail', 'tail');
  tail.set('x-tail-bin', request.payload);
  return tail;
}

function sendHead(call) {
  const head = new grpc.Metadata();
  head.set('x-head', 'head');
  call.sendMetadata(head);
}

const failure = request => ({ code: request.fail_with, details: request.text, metadata: trailers(request) });

const echo = {
  Say(call, done) {
    const request = call.request;
    if (request.hang) return;
    sendHead(call);
    if (request.fail_with) done(failure(request));
    else done(null, answer(call, request), trailers(request));
  },
  Repeat(call) {
    sendHead(call);
    for (let i = 0; i < call.request.times; i++) call.write(answer(call, call.request, i));
    if (call.request.hang) return;
    if (call.request.fail_with) call.emit('error', failure(call.request));
    else call.end(trailers(call.request));
  },
  Collect(call, done) {
    const texts = [];
    call.on('data', request => texts.push(request.text));
    call.on('end', () => done(null, { text: texts.join(',') }));
  },
  Chat(call) {
    call.on('data', request => {
      if (request.fail_with) call.emit('error', failure(request));
      else call.write(answer(call, request));
    });
    call.on('end', () => call.end());
  },
};

// ---- the client -------------------------------------------------------------------------------------------------

function toMetadata(entries) {
  const metadata = new grpc.Metadata();
  for (const [key, value] of Object.entries(entries ?? {}))
    metadata.add(key, key.endsWith('-bin') ? Buffer.from(value, 'base64') : value);
  return metadata;
}

function fromMetadata(metadata) {
  const entries = {};
  for (const key of Object.keys(metadata?.getMap() ?? {}))
    entries[key] = metadata.get(key).map(value => Buffer.isBuffer(value) ? value.toString('base64') : value).join(', ');
  return entries;
}

// {address, service, method, requests, metadata, deadline (ms), cancelAfter (responses), options}
function call(command, definition = definitions[command.service]) {
  return new Promise(resolve => {
    const method = definition[command.method];
    const client = new grpc.Client(command.address, grpc.credentials.createInsecure(), { ...UNLIMITED, ...command.options });
    const result = { responses: [], headers: {}, trailers: {} };
    const options = command.deadline === undefined ? {} : { deadline: Date.now() + command.deadline };
    const args = [method.path, method.requestSerialize, method.responseDeserialize];
    const metadata = toMetadata(command.metadata);
    const [first = {}] = command.requests ?? [];
    const take = response => {
      result.responses.push(response);
      if (result.responses.length === command.cancelAfter) running.cancel();
    };
    const single = (error, response) => error ? undefined : take(response);

    let running;
    if (method.requestStream && method.responseStream) running = client.makeBidiStreamRequest(...args, metadata, options);
    else if (method.requestStream) running = client.makeClientStreamRequest(...args, metadata, options, single);
    else if (method.responseStream) running = client.makeServerStreamRequest(...args, first, metadata, options);
    else running = client.makeUnaryRequest(...args, first, metadata, options, single);

    running.on('metadata', headers => { result.headers = fromMetadata(headers); });
    running.on('error', () => { });
    if (method.responseStream) running.on('data', take);
    running.on('status', status => {
      client.close();
      setImmediate(() => resolve({ ...result, code: status.code, details: status.details, trailers: fromMetadata(status.metadata) }));
    });
    if (method.requestStream) {
      for (const request of command.requests) running.write(request);
      if (!command.keepOpen) running.end();
    }
    if (command.cancelAfter === 0) running.cancel();
  });
}

// Lists the services, learns one from the server itself, and calls it with nothing else.
async function reflect({ address, version, service, method, requests, symbols = [] }) {
  const ask = async request => {
    const reply = await call({ address, service: `grpc.reflection.${version}.ServerReflection`, method: 'ServerReflectionInfo', requests: [request] });
    return { code: reply.code, ...reply.responses[0] };
  };
  const listed = await ask({ list_services: '' });
  if (listed.code !== 0) return { code: listed.code, services: [] };

  const errors = [];
  for (const symbol of symbols) errors.push((await ask(symbol)).error_response?.error_code ?? 0);
  const services = listed.list_services_response.service.map(each => each.name);
  const files = (await ask({ file_containing_symbol: service })).file_descriptor_response.file_descriptor_proto;
  const set = protobuf.Writer.create();
  for (const file of files) set.uint32(10).bytes(file);
  const learnt = loader.loadFileDescriptorSetFromBuffer(Buffer.from(set.finish()), LOAD)[service];
  return { ...await call({ address, method, requests }, learnt), services, errors, files: files.length };
}

// ---- the lines --------------------------------------------------------------------------------------------------

const toJson = (key, value) => value?.type === 'Buffer' ? Buffer.from(value.data).toString('base64') : value;
const say = line => process.stdout.write(JSON.stringify(line, toJson) + '\n');

const server = new grpc.Server(UNLIMITED);
server.addService(definitions['boxbox.tests.echo.Echo'], echo);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  say({ port });
});

readline.createInterface({ input: process.stdin })
  .on('line', async line => {
    const command = JSON.parse(line);
    try {
      say({ id: command.id, ...await (command.version ? reflect(command) : call(command)) });
    } catch (error) {
      say({ id: command.id, code: -1, details: String(error.stack) });
    }
  })
  .on('close', () => process.exit(0));
