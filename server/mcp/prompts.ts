import { completable, type McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Caller } from '#server/mcp/caller.ts';
import { allArtefacts, idOf, titleOf } from '#shared/artefact/any-artefact.ts';
import { type Errand, errandOf, subjectOf } from '#shared/session/errand.ts';
import { SessionKind } from '#shared/session/session-kind.ts';
import type { SessionType } from '#shared/session/session-type.ts';
import { SESSION_TYPES } from '#shared/session/session-types.ts';
import { practicesOf } from '#shared/trace/practices.ts';

/** One for each type of Session: clients show them as commands, such as /mcp__lintel__story-interview. */
export function registerPrompts(server: McpServer, caller: Caller): void {
	const practices = practicesOf(caller.workspace.journal.ledger.state().policy);
	for (const kind of SessionKind.options) {
		const type = SESSION_TYPES[kind];
		const { title, goal: description, about } = type;
		if (about !== null && about !== 'any' && !practices.has(about)) continue;
		const said = (subject: Errand) => ({
			messages: [
				{
					role: 'user' as const,
					content: { type: 'text' as const, text: errandOf(kind, subject) },
				},
			],
		});
		if (about === null) {
			const goal = z.string().max(4000).optional().describe('What you want, in your words');
			const argsSchema = z.object({ goal });
			server.registerPrompt(kind, { title, description, argsSchema }, (args) => said(args));
			continue;
		}
		const artefact = completable(
			z
				.string()
				.max(40)
				.describe(`The id of ${subjectOf(type)}`),
			(typed) => idsFor(caller, about, typed),
		);
		const argsSchema = z.object({ artefact });
		server.registerPrompt(kind, { title, description, argsSchema }, (args) => said(args));
	}
}

const MOST_IDS = 50;

/** Of the kind that it is about, by id or by words of the title; components have ids before they have a design. */
function idsFor(
	{ workspace }: Caller,
	about: NonNullable<SessionType['about']>,
	typed: string,
): string[] {
	const artefacts = workspace.artefacts();
	const named =
		about === 'design'
			? artefacts.contexts.flatMap(({ components }) => components)
			: allArtefacts(artefacts)
					.filter(({ kind }) => about === 'any' || kind === about)
					.map((artefact) => ({ id: idOf(artefact), name: titleOf(artefact) }));
	const words = typed.toLowerCase();
	return named
		.filter(({ id, name }) => id.startsWith(typed) || name.toLowerCase().includes(words))
		.slice(0, MOST_IDS)
		.map(({ id }): string => id);
}
