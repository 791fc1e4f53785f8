// Whose work is in the wasm and its glue, and on what terms: from what the linker took out of which library, and the
// licences that lie beside the sources. A library that belongs to nobody named here ends the build.
//
//   notices.mjs BUILD THIRD_PARTY EMSCRIPTEN OUTPUT
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const [build, thirdParty, emscripten, output] = process.argv.slice(2);
const read = (file) => readFileSync(file, 'utf8');

/** What Debian's package says of its licences, instead of their files: a paragraph by how it begins. */
function debian(beginning) {
  const paragraphs = read(`${emscripten}/../doc/emscripten/copyright`).split(/\n{2,}/);
  const found = paragraphs.find((one) => `${one.trim().replace(/\s+/g, ' ')} `.startsWith(`${beginning} `));
  if (!found) throw new Error(`Emscripten's copyright file has no paragraph ${beginning}`);
  return found.replace(/^ \.$/gm, '').replace(/^ /gm, '');
}

const part = (folder) => {
  const file = `${emscripten}/system/lib/${folder}/LICENSE.TXT`;
  return existsSync(file) ? read(file) : debian(`Files: system/lib/${folder}/*`);
};

function mbedtls() {
  const holder = /Copyright .*/.exec(read(`${thirdParty}/mbedtls/library/aes.c`))[0];
  const [apache] = read(`${thirdParty}/mbedtls/LICENSE`).split(/^=+\s+GNU GENERAL PUBLIC LICENSE$/m);
  return `${holder}\n\nTaken under the first of these.\n\n${apache}`;
}

function emscriptens() {
  const file = `${emscripten}/LICENSE`;
  return existsSync(file) ? read(file) : `${debian('Files: *')}\n\n${debian('License: Expat')}`;
}

const works = [
  {
    name: 'pugixml',
    libraries: /^libpraxino_pugixml/,
    terms: () => read(`${thirdParty}/pugixml/LICENSE.md`),
  },
  { name: 'Mbed TLS', libraries: /^libpraxino_mbedtls/, terms: mbedtls },
  {
    name: 'musl',
    libraries: /^libc[-_.]/,
    terms: () => read(`${emscripten}/system/lib/libc/musl/COPYRIGHT`),
  },
  { name: 'libc++', libraries: /^libc\+\+[-.]/, terms: () => part('libcxx') },
  { name: 'libc++abi', libraries: /^libc\+\+abi/, terms: () => part('libcxxabi') },
  { name: 'compiler-rt', libraries: /^libcompiler_rt/, terms: () => part('compiler-rt') },
  { name: 'Emscripten', libraries: /^lib(embind|emmalloc|noexit|standalonewasm|stubs)/, terms: emscriptens },
];
const ours = /^libpraxino_/;

// Lines of wasm-ld's --why-extract: who wanted it, LIBRARY(MEMBER), the symbol.
const linked = readdirSync(build)
  .filter((name) => name.endsWith('.extracted'))
  .flatMap((name) => read(`${build}/${name}`).split('\n').slice(1).filter(Boolean))
  .map((line) => basename(line.split('\t')[1].replace(/\(.*/, '')));
const ownerOf = (library) => works.find((work) => work.libraries.test(library));
for (const library of linked) {
  if (!ownerOf(library) && !ours.test(library))
    throw new Error(`nobody is named for ${library}: see ${import.meta.url}`);
}

const line = '='.repeat(80);
const sections = works
  .filter((work) => linked.some((library) => ownerOf(library) === work))
  .map(({ name, terms }) => `${line}\n${name}\n${line}\n\n${terms().trim()}\n`);
writeFileSync(output, `This package contains code of the works below.\n\n${sections.join('\n')}`);
