import { writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openProfile } from '#test/e2e/world/browser-profile.ts';
import { certify } from '#test/e2e/world/certificate.ts';
import { startLintel } from '#test/e2e/world/lintel-process.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { foundWorkspace, joinWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

const NAME = 'lintel.test';

test('a colleague on another machine joins over TLS, and reviews what was submitted', async () => {
	using repository = createRepository(bookshop);
	const { cert, key } = await certify(NAME);
	const [certFile, keyFile] = [
		join(repository.folder, '../cert.pem'),
		join(repository.folder, '../key.pem'),
	];
	writeFileSync(certFile, cert);
	writeFileSync(keyFile, key);
	await using lintel = await startLintel({
		repo: repository.folder,
		data: repository.data,
		args: ['--host', '0.0.0.0', '--tls-cert', certFile, '--tls-key', keyFile],
	});
	expect(lintel.origin).toBe(`https://${NAME}:${lintel.port}`);

	// Both reach it by its name; the colleague through this machine's address on the network.
	await using ada = await openProfile(namedAt('127.0.0.1'));
	await using ben = await openProfile(namedAt(outsideAddress() ?? '127.0.0.1'));
	await foundWorkspace(ada.page, lintel.link, 'Ada');
	await joinWorkspace(ben.page, ada.page, `${lintel.origin}/w/${lintel.slug}`, 'Ben', 'reviewer');

	await openPlace(ada.page, 'Stories');
	await ada.page.getByRole('link', { name: /Reserve a copy/ }).click();
	await ada.page.getByRole('button', { name: /Submit for review/ }).click();
	await openPlace(ben.page, 'Stories');
	await ben.page.getByRole('link', { name: /Reserve a copy/ }).click();
	await ben.page.getByRole('button', { name: /Review and approve/ }).click();
	await ben.page
		.getByRole('dialog')
		.getByRole('button', { name: /^Approve/ })
		.click();

	await ada.page.getByText('Approved by Ben').first().waitFor();
});

function namedAt(address: string) {
	return { args: [`--host-resolver-rules=MAP ${NAME} ${address}`], ignoreHTTPSErrors: true };
}

/** An address of this machine that isn't loopback, where it has one. */
function outsideAddress(): string | null {
	const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
	return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}
