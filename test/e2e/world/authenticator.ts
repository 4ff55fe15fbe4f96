/** A virtual authenticator in a page's Chromium: it holds passkeys and answers by itself. */
import type { Page } from 'playwright-core';

export interface Authenticator {
	/** The passkeys it holds, private keys included: what a synced keychain carries elsewhere. */
	credentials(): Promise<readonly Credential[]>;
	hold(credentials: readonly Credential[]): Promise<void>;
	/** From now on its person is not there. */
	refuse(): Promise<void>;
	/** From now on it waits: its person is there and touches nothing. */
	wait(): Promise<void>;
	/** They are there again. */
	agree(): Promise<void>;
}

type Credential = Awaited<ReturnType<typeof credentialsOf>>[number];

export async function addAuthenticator(page: Page): Promise<Authenticator> {
	const session = await page.context().newCDPSession(page);
	await session.send('WebAuthn.enable');
	const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	return {
		credentials: () => credentialsOf(session, authenticatorId),
		async hold(credentials) {
			for (const credential of credentials)
				await session.send('WebAuthn.addCredential', { authenticatorId, credential });
		},
		async wait() {
			const simulated = { authenticatorId, enabled: false };
			await session.send('WebAuthn.setAutomaticPresenceSimulation', simulated);
		},
		async agree() {
			const simulated = { authenticatorId, enabled: true };
			await session.send('WebAuthn.setAutomaticPresenceSimulation', simulated);
			await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
		},
		async refuse() {
			await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
		},
	};
}

type Session = Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>;

async function credentialsOf(session: Session, authenticatorId: string) {
	const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
	return credentials;
}
