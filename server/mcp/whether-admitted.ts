import type { Caller } from '#server/mcp/caller.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** An Agent's submission counts only once an owner has admitted the Agent, by a signed event. */
export function whyNotAdmitted({ workspace, agent, url }: Caller): Refusal | null {
	const { root, membership } = workspace.journal.ledger.state();
	if (root === null) return unfounded(url);
	return membership.agents.has(agent.id) ? null : notAdmitted(agent.name, url);
}

function unfounded(url: string): Refusal {
	return refusal(
		'unfounded',
		'This workspace has no members yet, so there is nobody to review anything.',
		`Tell the person to open ${url} with the pairing link that Lintel printed. Drafts can be written meanwhile.`,
	);
}

function notAdmitted(name: string, url: string): Refusal {
	return refusal(
		'not-admitted',
		`The agent ${name} has not been admitted by an owner, so nothing that it starts, takes or submits would count.`,
		`Tell the person: an owner opens ${url}/members and clicks Admit beside ${name}. Then call this again.`,
	);
}
