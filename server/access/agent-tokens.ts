import { sameSecret } from '#server/access/same-secret.ts';
import type { AgentStore, StoredAgent } from '#server/storage/store.ts';
import { toBase64Url } from '#shared/base64url.ts';
import { hashOf } from '#shared/hash.ts';
import { type AgentId, mintId, type Random } from '#shared/id.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const PREFIX = 'lat_';
const MAX_AGENTS = 200;

/**
 * The Agents of one workspace and their tokens. A token is shown once and stored as its hash; it
 * opens `/mcp` for this workspace and nothing else.
 */
export interface AgentTokens {
	list(): readonly StoredAgent[];
	/** Another Agent with a token of its own. Refuses a name that an Agent bears already. */
	mint(name: string): Result<{ readonly id: AgentId; readonly token: string }, Refusal>;
	/** The Agent of that name, made without a token if there is none: for `lintel mcp`. */
	named(name: string): Result<StoredAgent, Refusal>;
	/** Whose token this is, or null when it is nobody's or was revoked. */
	read(token: string): StoredAgent | null;
	revoke(idOrName: string): Result<StoredAgent, Refusal>;
}

export function createAgentTokens(deps: {
	readonly store: AgentStore;
	readonly random: Random;
	readonly now: () => Date;
}): AgentTokens {
	const { store, random, now } = deps;

	function living(): readonly StoredAgent[] {
		return store.list().filter((agent) => agent.revokedAt === null);
	}

	function add(name: string, token: string | null): Result<StoredAgent, Refusal> {
		if (living().length >= MAX_AGENTS) return err(tooManyAgents);
		const agent: StoredAgent = {
			id: mintId('ag', random),
			name,
			tokenHash: token === null ? null : hashOf(token),
			createdAt: now().toISOString(),
			revokedAt: null,
		};
		store.save(agent);
		return ok(agent);
	}

	return {
		list: () => store.list(),
		mint(name) {
			const bearer = living().find((agent) => agent.name === name);
			if (bearer?.tokenHash) return err(nameTaken(name));
			const token = `${PREFIX}${toBase64Url(random(32))}`;
			if (bearer) {
				store.save({ ...bearer, tokenHash: hashOf(token) });
				return ok({ id: bearer.id, token });
			}
			const added = add(name, token);
			return added.ok ? ok({ id: added.value.id, token }) : added;
		},
		named(name) {
			const revoked = store.list().find((agent) => agent.name === name);
			const agent = living().find((candidate) => candidate.name === name);
			if (agent) return ok(agent);
			return revoked ? err(wasRevoked(name)) : add(name, null);
		},
		read(token) {
			const hash = hashOf(token);
			return (
				living().find((agent) => agent.tokenHash !== null && sameSecret(agent.tokenHash, hash)) ??
				null
			);
		},
		revoke(idOrName) {
			const agent = living().find(({ id, name }) => id === idOrName || name === idOrName);
			if (!agent) return err(noSuchAgent(idOrName));
			const revoked = { ...agent, tokenHash: null, revokedAt: now().toISOString() };
			store.save(revoked);
			return ok(revoked);
		},
	};
}

const tooManyAgents = refusal(
	'agent-count',
	`This workspace has ${MAX_AGENTS} agents already.`,
	'Revoke one that is no longer used: lintel agent revoke NAME.',
);

function nameTaken(name: string): Refusal {
	return refusal(
		'agent-name',
		`An agent named ${name} has a token already.`,
		`Choose another name, or revoke it first: lintel agent revoke "${name}".`,
	);
}

function wasRevoked(name: string): Refusal {
	return refusal(
		'agent-revoked',
		`The agent ${name} was revoked.`,
		'Use another name, or make it a token again: lintel agent add NAME.',
	);
}

function noSuchAgent(name: string): Refusal {
	return refusal('agent-unknown', `There is no agent ${name}.`, 'List them: lintel agent list.');
}
