/** What the browser says it has. Worker features are asked in a worker. */
function inWorker(expression) {
  const source = `postMessage(${expression})`;
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
  });
}

async function hasClearKey() {
  if (!navigator.requestMediaKeySystemAccess) return false;
  const wanted = [
    { initDataTypes: ['cenc'], videoCapabilities: [{ contentType: 'video/mp4; codecs="avc1.4d400a"' }] },
  ];
  return navigator.requestMediaKeySystemAccess('org.w3.clearkey', wanted).then(
    () => true,
    () => false,
  );
}

export default async function features() {
  const source = globalThis.ManagedMediaSource ?? MediaSource;
  return {
    mseInWorker: await inWorker(
      'typeof MediaSource !== "undefined" && MediaSource.canConstructInDedicatedWorker === true',
    ),
    managedMediaSource: typeof ManagedMediaSource !== 'undefined',
    changeType: typeof SourceBuffer.prototype.changeType === 'function',
    clearKey: await hasClearKey(),
    hevc: source.isTypeSupported('video/mp4; codecs="hvc1.1.6.L93.B0"'),
    vp9InMp4: source.isTypeSupported('video/mp4; codecs="vp09.00.10.08"'),
    transportStream: source.isTypeSupported('video/mp2t; codecs="avc1.4d400a"'),
    ac3: source.isTypeSupported('audio/mp4; codecs="ac-3"'),
    opusInMp4: source.isTypeSupported('audio/mp4; codecs="opus"'),
    flacInMp4: source.isTypeSupported('audio/mp4; codecs="flac"'),
    mp3InMp4: source.isTypeSupported('audio/mp4; codecs="mp3"'),
    nativeHls: document.createElement('video').canPlayType('application/vnd.apple.mpegurl') !== '',
    frameCallback: 'requestVideoFrameCallback' in HTMLVideoElement.prototype,
    liveSeekableRange: 'setLiveSeekableRange' in source.prototype,
  };
}
