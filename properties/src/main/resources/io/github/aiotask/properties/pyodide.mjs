// Runs the kit's programs on CPython as WebAssembly, and speaks the protocol of --exec: runner.py, under Node.
//
//     node pyodide.mjs          the Task and Future that are written in Python
//     node pyodide.mjs --c      those that are written in C
//
// runner.py is to stand beside this file, and the npm package pyodide to be found from the current directory.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

function findPackage() {
  try {
    return createRequire(pathToFileURL(process.cwd() + '/')).resolve('pyodide/pyodide.mjs');
  } catch {
    process.stderr.write('pyodide.mjs: no npm package pyodide here: run "npm install pyodide@314.0.7" in this folder\n');
    process.exit(2);
  }
}

async function loadRunner() {
  const { loadPyodide } = await import(pathToFileURL(findPackage()));
  const python = await loadPyodide();
  python.pyimport('sys').argv = python.toPy(['runner.py', ...process.argv.slice(2)]);
  const globals = python.toPy({ __name__: 'runner' });
  python.runPython(readFileSync(new URL('./runner.py', import.meta.url), 'utf8'), { globals, filename: 'runner.py' });
  return globals;
}

function writeLine(text) {
  return new Promise((done) => process.stdout.write(text + '\n', done));
}

async function main() {
  const runner = await loadRunner();
  runner.get('prepare')();
  await writeLine(runner.get('hello')());
  const answer = runner.get('answer_line');
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const reply = answer(line);
    if (reply !== undefined) {
      await writeLine(reply);
    }
  }
}

try {
  await main();
} catch (error) { // which Node would show with all of the package around it
  process.stderr.write('pyodide.mjs: ' + error.message.trim() + '\n');
  process.exit(1);
}
