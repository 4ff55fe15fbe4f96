/** A small workspace to try things on: put in by edits, and taken out again. */
import type { StoryText } from '#client/state/edits.ts';
import type { Workspace } from '#client/state/workspace.svelte.ts';

/** Stands in the notes of all that the example brings, so that it can be found again. */
const MARK = '**Tags**: example';

const SIGN_IN: StoryText = {
	title: 'Sign in with email',
	narrative:
		'As a returning reader, I want to sign in with my email, so that my shelf follows me from the phone to the desk.',
	criteria: [
		'A reader with a valid password reaches their shelf',
		'Five wrong passwords in ten minutes lock sign-in for fifteen',
		'A locked reader is told when they may try again, and by whom the lock was caused',
	],
	notes: MARK,
};

const RESERVE: StoryText = {
	title: 'Reserve a book',
	narrative:
		'As a reader, I want to reserve a book that is on loan, so that I get it next without watching the shelf.',
	criteria: [
		'A reserved book is held for three days after its return',
		'The reader gets one email when the book is held, and none before',
		'A reader holds at most five reservations at a time',
	],
	notes: MARK,
};

const RETURN: StoryText = {
	title: 'Return a book by its code',
	narrative:
		'As a librarian, I want to scan the code of a returned book, so that the next reader hears of it within the minute.',
	criteria: [
		'Scanning the code of a book on loan ends the loan',
		'Scanning an unknown code says so and changes nothing',
	],
	notes: MARK,
};

export function insertExample(workspace: Workspace): void {
	const { edit } = workspace;
	const signIn = edit.addStory(SIGN_IN);
	const reserve = edit.addStory(RESERVE);
	const giveBack = edit.addStory(RETURN);

	const accounts = edit.addContext({
		name: 'Accounts',
		type: 'domain',
		entity: 'Reader',
		responsibilities: 'Who a reader is: sign-in, lockout, the email they are reached at.',
	});
	const loans = edit.addContext({
		name: 'Loans',
		type: 'domain',
		entity: 'Loan',
		responsibilities: 'Which copy is with whom until when, and who is next.',
	});
	const desk = edit.addContext({
		name: 'Lending desk',
		type: 'coordination',
		responsibilities:
			'Brings readers and loans together: reserving, returning, telling the next one.',
	});
	for (const context of [accounts, loans, desk]) edit.updateContext(context, { notes: MARK });
	edit.linkStory(accounts, signIn);
	edit.linkStory(loans, giveBack);
	edit.linkStory(desk, reserve);
	edit.addDependency(desk, accounts);
	edit.addDependency(desk, loans);
	edit.addComponent(accounts, { name: 'Session', type: 'module', code: 'src/accounts/session.ts' });
	edit.addComponent(loans, { name: 'Loan', type: 'module', code: 'src/loans/loan.ts' });
	edit.addComponent(desk, { name: 'Reserve', type: 'service', code: 'src/desk/reserve.ts' });
}

export function hasExample(workspace: Workspace): boolean {
	return parts(workspace).length > 0;
}

/** Takes the example out, and says how much of it stays because decisions speak of it. */
export function removeExample(workspace: Workspace): number {
	const found = parts(workspace);
	for (const remove of found) remove();
	return parts(workspace).length;
}

function parts(workspace: Workspace): (() => void)[] {
	const { edit, stories, contexts } = workspace;
	return [
		...contexts
			.filter(({ notes }) => notes.includes(MARK))
			.map(
				({ id }) =>
					() =>
						void edit.removeContext(id),
			),
		...stories
			.filter(({ notes }) => notes.includes(MARK))
			.map(
				({ id }) =>
					() =>
						void edit.removeStory(id),
			),
	];
}
