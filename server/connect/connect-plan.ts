/** What connecting one client would do to each file; nothing is written here. */
import { CLIENT_TRAITS, type Connected } from '#server/connect/clients.ts';
import { withJsonEntry } from '#server/connect/json-entry.ts';
import { type ServerEntry, serverEntry, type Way } from '#server/connect/server-entry.ts';
import { isOwnSkill, SKILL, SKILL_NAME } from '#server/connect/skill.ts';
import { withTomlEntry } from '#server/connect/toml-entry.ts';
import type { GuardChoice } from '#server/guard/client-hooks.ts';
import { planClient, type ReadFile, type Step } from '#server/guard/install-plan.ts';

export interface Wanted {
	readonly way: Way;
	/** Null leaves the guard out. */
	readonly guard: GuardChoice | null;
	readonly skill: boolean;
}

export function planConnect(client: Connected, wanted: Wanted, read: ReadFile): readonly Step[] {
	const { guard } = CLIENT_TRAITS[client];
	return [
		planServer(serverEntry(client, wanted.way, read), read),
		...(wanted.skill ? [planSkill(client, read)] : []),
		...(guard !== null && wanted.guard !== null ? [planClient(guard, wanted.guard, read)] : []),
	];
}

/** An entry as it looks where nothing else is: to paste, or to put in by hand. */
export function entryAlone(entry: ServerEntry): string {
	return (entry.format === 'toml' ? withTomlEntry : withJsonEntry)(null, entry) ?? '';
}

/** Whether somebody once wrote an Agent's token into this file, where anybody may read it. */
export function holdsToken(client: Connected, { way }: Wanted, read: ReadFile): string | null {
	const { file } = serverEntry(client, way, read);
	return /\blat_[\w-]{20,}/.test(read(file) ?? '') ? file : null;
}

function planServer(entry: ServerEntry, read: ReadFile): Step {
	const { file, format } = entry;
	const note = 'the server lintel';
	const before = read(file);
	const after = (format === 'toml' ? withTomlEntry : withJsonEntry)(before, entry);
	if (after === null) return { kind: 'by-hand', file, lines: entryAlone(entry), note };
	if (after === before) return { kind: 'there', file, note };
	return { kind: 'write', file, text: after, note };
}

function planSkill(client: Connected, read: ReadFile): Step {
	const file = `${CLIENT_TRAITS[client].skills}/${SKILL_NAME}/SKILL.md`;
	const before = read(file);
	const note = 'the skill lintel';
	if (before === SKILL) return { kind: 'there', file, note };
	if (before !== null && !isOwnSkill(before)) return { kind: 'by-hand', file, lines: SKILL, note };
	return { kind: 'write', file, text: SKILL, note };
}
