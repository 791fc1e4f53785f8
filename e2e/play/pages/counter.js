const canvas = document.createElement('canvas');

/** The number burned into the picture: 16 blocks across the top edge, the highest bit first. */
export function counterOf(of) {
  const { videoWidth: width, videoHeight: height } = of;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(of, 0, 0, width, height);
  let number = 0;
  for (let bit = 0; bit < 16; bit++) {
    const x = Math.floor(((bit + 0.5) * width) / 16);
    const y = Math.floor(height / 32);
    const [red] = context.getImageData(x, y, 1, 1).data;
    number = number * 2 + (red > 127 ? 1 : 0);
  }
  return number;
}
