import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Runs a tool: `Bash` and `Write` do what they say, any other one only says that it was called. */
export async function runTool(name, input) {
  if (name === 'Bash') return bash(input.command ?? 'true');
  if (name === 'Write') return write(input);
  return { output: `${name} was called.`, failed: false };
}

/** In a session of its own, as all real CLIs do it: a signal to our group never reaches it. */
function bash(command) {
  return new Promise((done) => {
    const shell = spawn('sh', ['-c', command], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [shell.stdout, shell.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
      });
    shell.on('close', (code) => {
      const text = output.trimEnd();
      if (code === 0) done({ output: text, failed: false });
      else done({ output: `Exit code ${code ?? 137}\n${text}`, failed: true });
    });
  });
}

function write({ file_path: file, content = '' }) {
  const path = resolve(file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return { output: `File created successfully at: ${path}`, failed: false };
}
