/** MSE in a worker, the keys on the page: the element's `encrypted` event, a ClearKey licence, then a picture. */
import {} from './mse.js';
import { withWorker } from './worker-host.js';

function base64url(hex) {
  const bytes = hex.match(/../g).map((pair) => String.fromCharCode(parseInt(pair, 16)));
  return btoa(bytes.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

async function clearKey(type) {
  const access = await navigator.requestMediaKeySystemAccess('org.w3.clearkey', [
    { initDataTypes: ['cenc', 'keyids'], videoCapabilities: [{ contentType: type }] },
  ]);
  return access.createMediaKeys();
}

export default async function clearKeyInWorker({ file, type, keyId, key, early }) {
  const keys = await clearKey(type);
  const facts = { encrypted: 0, initDataType: null, waiting: 0 };
  const answer = async ({ target, message }) => {
    const licence = { keys: [{ kty: 'oct', kid: base64url(keyId), k: base64url(key) }], type: 'temporary' };
    facts.asked = JSON.parse(new TextDecoder().decode(message)).kids;
    await target.update(new TextEncoder().encode(JSON.stringify(licence)));
  };
  const ask = async (initDataType, initData) => {
    const session = keys.createSession();
    session.addEventListener('message', answer);
    await session.generateRequest(initDataType, initData);
  };
  const result = await withWorker(
    { way: 'appendPieces', file, type, options: { size: 700 } },
    async (video) => {
      video.addEventListener('waitingforkey', () => facts.waiting++);
      video.addEventListener('encrypted', async ({ initDataType, initData }) => {
        facts.encrypted++;
        facts.initDataType ??= initDataType;
        if (early || facts.encrypted > 1) return;
        await video.setMediaKeys(keys);
        await ask(initDataType, initData);
      });
      if (!early) return;
      await video.setMediaKeys(keys);
      await ask('keyids', new TextEncoder().encode(JSON.stringify({ kids: [base64url(keyId)] })));
    },
  );
  return { ...result, facts, asked: facts.asked?.[0] === base64url(keyId) };
}
