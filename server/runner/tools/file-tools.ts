/** What the model reads and writes of files; see folder.ts for what it may. */

import { z } from 'zod';
import type { Folder } from '#server/runner/tools/folder.ts';
import {
	answer,
	cut,
	defineRunnerTool,
	type RunnerTool,
} from '#server/runner/tools/runner-tool.ts';
import { append } from '#shared/append.ts';

const MOST_LISTED = 500;
const MOST_MATCHES = 100;
const MOST_LINE = 240;

export function readingTools(folder: Folder): readonly RunnerTool[] {
	const readFile = defineRunnerTool({
		name: 'read_file',
		description:
			'Reads a text file of the repository, by its path from the root. A long file comes in pieces: give the line to begin at.',
		input: z.object({ path: z.string(), from: z.int().min(1).optional() }),
		run({ path, from = 1 }) {
			const read = folder.read(path);
			if (!read.ok) return read;
			const lines = read.value.split('\n');
			return answer(cut(lines.slice(from - 1).join('\n')));
		},
	});

	const listFiles = defineRunnerTool({
		name: 'list_files',
		description: 'Lists the files of the repository that can be read, or those below one folder.',
		input: z.object({ folder: z.string().optional() }),
		run({ folder: below = '' }) {
			const start = below === '' || below === '.' ? '' : `${below.replace(/^\.\//, '')}/`;
			const found = folder.list().filter((path) => path.startsWith(start.replace('//', '/')));
			const more = found.length - MOST_LISTED;
			const rest = more > 0 ? [`… and ${more} more: name a folder`] : [];
			return answer([...found.slice(0, MOST_LISTED), ...rest].join('\n') || 'No files.');
		},
	});

	const searchText = defineRunnerTool({
		name: 'search_text',
		description:
			'Finds lines that contain these very words, in all files or below one folder, as path:line: text.',
		input: z.object({ text: z.string().min(1).max(200), folder: z.string().optional() }),
		run({ text, folder: below = '' }, signal) {
			const found: string[] = [];
			const start = below === '' ? '' : `${below.replace(/^\.\//, '')}/`;
			for (const file of folder.texts()) {
				if (signal.aborted || found.length > MOST_MATCHES) break;
				if (file.path.startsWith(start) && file.text.includes(text))
					append(found, linesWith(file.path, file.text, text));
			}
			const more = found.length > MOST_MATCHES ? ['… and more: look for longer words'] : [];
			return answer([...found.slice(0, MOST_MATCHES), ...more].join('\n') || 'Found nowhere.');
		},
	});

	return [readFile, listFiles, searchText];
}

function linesWith(path: string, text: string, wanted: string): readonly string[] {
	return text
		.split('\n')
		.flatMap((line, n) =>
			line.includes(wanted) ? `${path}:${n + 1}: ${line.trim().slice(0, MOST_LINE)}` : [],
		);
}

/** `writable` is every path that the step may write. */
export function writeFileTool(folder: Folder, writable: readonly string[]): RunnerTool {
	return defineRunnerTool({
		name: 'write_file',
		description: `Writes a whole file, over the one that is there. This step writes ${writable.join(', ')} and nothing else.`,
		input: z.object({ path: z.string(), text: z.string() }),
		run({ path, text }) {
			const written = folder.write(path, text, writable);
			return written.ok ? answer(`Wrote ${path}.`) : written;
		},
	});
}
