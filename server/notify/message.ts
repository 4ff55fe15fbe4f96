/** What a chat tool is told of an event. Who, which and why only where policy says so. */

import { enrolmentsIn } from '#machines/history/enrolments.ts';
import { nameIn } from '#machines/history/history-record.ts';
import { pastStateOf } from '#machines/history/past-state.ts';
import { actorOf, artefactOf } from '#machines/history/whose.ts';
import type { Ledger } from '#machines/lifecycle/ledger.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import { type ArtefactId, kindOf } from '#shared/id.ts';
import type { BlobRef } from '#shared/lifecycle/blob.ts';
import { deedOf, deedWords } from '#shared/lifecycle/deed.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { LifecycleEvent } from '#shared/lifecycle/event.ts';

/** Where names, titles and links come from. */
export interface Tellable {
	readonly ledger: Ledger;
	nameOf(id: string): string;
	titleOf(id: ArtefactId): string;
	textOf(ref: BlobRef): string | null;
	/** The page of an event, for people. */
	urlOf(event: string): string;
}

/** The events that are told. Steps of sessions and test runs would drown them. */
const TOLD: Readonly<Partial<Record<LifecycleEvent['type'], string>>> = {
	submitted: 'A % waits for a review.',
	approved: 'A % was approved.',
	changesRequested: 'Changes were asked for on a %.',
	withdrawn: 'A % was withdrawn from review.',
	reaffirmed: 'A % was reaffirmed.',
	gateBypassed: 'The gate of a % was bypassed.',
	archived: 'A % was archived.',
	restored: 'A % was restored.',
	memberAdded: 'Somebody was let in.',
	deviceAdded: 'A device was added.',
	agentAdded: 'An agent was admitted.',
	relayAdded: 'A relay was added.',
	roleChanged: 'A role was changed.',
	removed: 'Somebody or something was removed.',
	founderHandedOver: 'The workspace was handed over.',
	policySet: 'The policy was set.',
};

export function isTold({ type }: Pick<LifecycleEvent, 'type'>): boolean {
	return TOLD[type] !== undefined;
}

function plainOf(event: LifecycleEvent): string {
	if (event.type === 'relayAdded' && event.ci === true) return 'A build machine was added.';
	return TOLD[event.type] ?? 'Something happened.';
}

/** The body of a message, as JSON. The same event gives the same body while nothing else changed. */
export function messageOf({ id, event, assurance }: VerifiedEvent, tellable: Tellable): string {
	const { ledger } = tellable;
	const state = ledger.state();
	const enrolments = enrolmentsIn(ledger);
	const artefact = artefactOf(ledger, event);
	const actor = actorOf(enrolments, event);
	const told = state.policy.notifyContent === true;
	const url = tellable.urlOf(id);
	const nameOf = (one: string) => nameIn(enrolments, one, tellable);
	const title = artefact === null ? null : tellable.titleOf(artefact);
	const full = `${tellable.nameOf(actor.id)} ${deedWords(deedOf(event, nameOf), title)}.`;
	const kind = artefact === null ? '' : kindOf(artefact);
	const plain = plainOf(event).replace('%', kind);
	const suspect = artefact === null ? 0 : suspectBelow(state, artefact);
	const reason =
		'reason' in event && event.reason !== undefined ? tellable.textOf(event.reason) : null;
	return JSON.stringify({
		type: `lintel.${event.type}`,
		timestamp: event.at,
		text: `${told ? full : plain} ${url}`,
		data: {
			...{ workspace: state.root, event: id, assurance, url, suspect },
			artefact: artefact === null ? null : { id: artefact, kind },
			by: actor,
			content: told ? { name: tellable.nameOf(actor.id), title, reason } : null,
		},
	});
}

export function testMessage(url: string): string {
	const text = `Lintel reaches you here. ${url}`;
	return JSON.stringify({ type: 'lintel.test', text, data: { url } });
}

/** How many artefacts that rest on this one are suspect: one number, not one alarm each. */
function suspectBelow(state: WorkspaceState, artefact: ArtefactId): number {
	let count = 0;
	for (const [id, { context }] of state.artefacts) {
		const rests = context.submissions.at(-1)?.basis.some((one) => one.artefact === artefact);
		if (rests === true && pastStateOf(state, id).standing === 'suspect') count++;
	}
	return count;
}
