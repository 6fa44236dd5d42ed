// npm scripts find the Node of the development dependency `node` first on their PATH, whatever the machine has. Where
// its install script was not allowed to run, everything after this would fail in ways that don't tell why.
const needed = 24;
if (Number(process.versions.node.split('.')[0]) < needed) {
  process.stderr.write(
    `This needs Node ${needed}, and npm found ${process.versions.node}: the install script of the package "node" did not ` +
      'run. Run "npm rebuild node --ignore-scripts=false", or install a newer Node.\n',
  );
  process.exitCode = 1;
}
