/** `lintel ci-key`: a key for a build machine, which an owner has to add before it counts. */
import type { Command } from 'commander';
import type { Host } from '#server/cli/host.ts';
import type { ExitCode } from '#server/cli/refuse.ts';
import { mintCiKey } from '#server/evidence/ci-key.ts';

export function addCiKey(program: Command, host: Host, done: (code: ExitCode) => void): void {
	program
		.command('ci-key')
		.description(
			'print a key with which CI attests to test runs, and what an owner needs to add it',
		)
		.action(async () => {
			const { secret, request } = await mintCiKey(host.random);
			host.print('Put this into CI’s secrets as LINTEL_CI_KEY. It is shown once and kept nowhere:');
			host.print(`\n  ${secret}\n`);
			host.print('Let an owner paste this under Members, Build machines:');
			host.print(`\n  ${request}\n`);
			done(0);
		});
}
