/** Does to a repository's files what was planned, and says so. */
import { dirname, relative } from 'node:path';
import type { Host } from '#server/cli/host.ts';
import type { Step } from '#server/guard/install-plan.ts';

/** False for what is left to the person. */
export function carryOut(host: Host, root: string, step: Step, dryRun: boolean): boolean {
	const file = step.file.startsWith('/') ? step.file : `${root}/${step.file}`;
	const name = relative(root, file).startsWith('..') ? file : relative(root, file);
	const note = step.note === '' ? '' : ` (${step.note})`;
	switch (step.kind) {
		case 'there':
			host.print(`keeps ${name}: it is there already${note}`);
			return true;
		case 'by-hand':
			host.print(`${name} is yours, so Lintel does not change it. Add:\n\n${step.lines}\n${note}`);
			return false;
		case 'write': {
			const verb = step.text === null ? 'remove' : 'write';
			host.print(`${dryRun ? `would ${verb}` : `${verb}s`} ${name}${note}`);
			if (!dryRun) put(host, file, step.text);
			return true;
		}
	}
}

function put({ disk }: Host, file: string, text: string | null): void {
	if (text === null) {
		disk.unlinkSync(file);
		return;
	}
	disk.mkdirSync(dirname(file), { recursive: true });
	const temporary = `${file}.lintel.tmp`;
	const mode = text.startsWith('#!') ? 0o755 : 0o644;
	const opened = disk.openSync(temporary, 'w', mode);
	disk.writeSync(opened, text);
	disk.closeSync(opened);
	disk.renameSync(temporary, file);
}

export function readerOf({ disk }: Host, root: string) {
	return (file: string) =>
		disk.existsSync(`${root}/${file}`) ? disk.readFileSync(`${root}/${file}`, 'utf8') : null;
}
