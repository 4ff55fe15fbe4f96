/** What an Agent's client is about to let its model do: which files would be written. */
import { shellWrites } from '#server/guard/shell-writes.ts';

export interface ToolCall {
	readonly tool: string;
	/** The tool's arguments, from outside: parsed, and nothing more. */
	readonly input: Readonly<Record<string, unknown>>;
	/** Where relative paths start; null where the client didn't say. */
	readonly folder: string | null;
}

/** Tools that only look, by the names that clients give them. */
const READERS =
	/^(?:read|view|grep|glob|ls|list|search|find|fetch|web|codebase|think|todo|task|ask)/i;
const PATH_KEYS = ['file_path', 'filePath', 'path', 'notebook_path', 'target_file', 'file'];
const COMMAND_KEYS = ['command', 'cmd', 'script', 'patch', 'input'];
const PATCHED = /^\*\*\* (?:(?:Add|Update|Delete) File|Move to): (.+)$/gm;

/** The files that it would write, as it names them. What is not understood names none. */
export function writtenFiles({ tool, input }: ToolCall): readonly string[] {
	if (READERS.test(tool)) return [];
	const named = PATH_KEYS.flatMap((key) => textsIn(input[key]));
	const commands = COMMAND_KEYS.flatMap((key) => commandIn(input[key]));
	const edits = Array.isArray(input['edits']) ? input['edits'] : [];
	const nested = edits.flatMap((edit) => PATH_KEYS.flatMap((key) => textsIn(fieldOf(edit, key))));
	return [...new Set([...named, ...nested, ...commands.flatMap(filesIn)])];
}

/** A patch names its files; anything else is read as a shell's command. */
function filesIn(command: string): readonly string[] {
	const patched = [...command.matchAll(PATCHED)].flatMap(([, path]) => path?.trim() ?? []);
	return patched.length > 0 ? patched : shellWrites(command);
}

function textsIn(value: unknown): readonly string[] {
	return typeof value === 'string' && value !== '' ? [value] : [];
}

/** A command is a text, or argv, of which the last part is what a shell was given. */
function commandIn(value: unknown): readonly string[] {
	if (!Array.isArray(value)) return textsIn(value);
	const parts = value.flatMap((part) => textsIn(part));
	return parts.length === 0 ? [] : [parts.join(' '), ...parts.slice(-1)];
}

function fieldOf(value: unknown, key: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	return new Map(Object.entries(value)).get(key);
}
