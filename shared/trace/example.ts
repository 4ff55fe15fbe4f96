/** A small bookshop to look around in: three Stories, two Contexts, one Design. */
import type { Context } from '#shared/artefact/context.ts';
import type { Story } from '#shared/artefact/story.ts';
import { AcceptanceCriterionId, ComponentId, ContextId, deriveId, StoryId } from '#shared/id.ts';

export interface ExampleWorkspace {
	readonly stories: readonly Story[];
	readonly contexts: readonly Context[];
	/** The Design's component, and its Markdown with front matter. */
	readonly designs: readonly { readonly id: ComponentId; readonly markdown: string }[];
}

const [accounts, shelves] = [contextId('Accounts'), contextId('Shelves')];
const session = ComponentId.parse(deriveId('cp', 'example', 'Session', 0));

const signIn = story(
	'Sign in with email',
	'As a returning reader, I want to sign in with my email, so that my shelf follows me.',
	[
		'A reader with a valid password reaches their shelf',
		'Five wrong passwords in ten minutes lock sign-in for fifteen minutes',
	],
);
const reset = story(
	'Reset a forgotten password',
	'As a reader, I want to reset my password by email, so that I get back to my shelf without help.',
	[
		'A reset link works once, and for one hour',
		'A used or expired link says so and offers another',
	],
);
const shelve = story(
	'Put a book on my shelf',
	'As a reader, I want to put a book on my shelf, so that I find it again on every device.',
	[
		'A shelved book is on the shelf of every device of that reader within five seconds',
		'A book that is on the shelf already is not shelved twice',
	],
);

export const EXAMPLE: ExampleWorkspace = {
	stories: [signIn, reset, shelve],
	contexts: [
		{
			id: accounts,
			name: 'Accounts',
			type: 'domain',
			entity: 'Account',
			responsibilities: 'Sign-in, sessions, lockout, password reset.',
			dependencies: [],
			stories: [signIn.id, reset.id].sort(),
			components: [
				{ id: session, name: 'Session', type: 'module', code: 'src/accounts/session.ts' },
			],
			notes: '',
			unresolved: { dependencies: [], stories: [] },
		},
		{
			id: shelves,
			name: 'Shelves',
			type: 'coordination',
			entity: '',
			responsibilities: 'Which reader has which books, on all their devices.',
			dependencies: [accounts],
			stories: [shelve.id],
			components: [],
			notes: '',
			unresolved: { dependencies: [], stories: [] },
		},
	],
	designs: [{ id: session, markdown: sessionDesign() }],
};

function story(title: string, narrative: string, criteria: readonly string[]): Story {
	const id = StoryId.parse(deriveId('st', 'example', title, 0));
	return {
		id,
		title,
		narrative,
		criteria: criteria.map((text) => ({
			id: AcceptanceCriterionId.parse(deriveId('ac', id, text, 0)),
			text,
		})),
		notes: '',
	};
}

function contextId(name: string): ContextId {
	return ContextId.parse(deriveId('cx', 'example', name, 0));
}

function sessionDesign(): string {
	return `---
id: ${session}
component: Session
type: module
context: ${accounts}
criteria: [${signIn.criteria.map(({ id }) => id).join(', ')}]
---
# Session

## Purpose

Knows who is signed in on this device, and for how long.

## Public API

\`\`\`ts
signIn(email: string, password: string): Promise<Result<Session, Refusal>>
signOut(session: Session): Promise<void>
\`\`\`

## Execution Flow

1. Count the wrong passwords of the last ten minutes; at five, refuse.
2. Compare the password in constant time.
3. Open a session and remember it on the device.

## Test Assertions

- signIn: a valid password opens a session
- signIn: the sixth try within ten minutes is refused, right or wrong
- signOut: the session is forgotten on the device
`;
}
