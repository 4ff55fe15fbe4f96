/** The pipelines that Lintel writes: nothing of a change runs in them but its check. */
export type Forge = 'github' | 'gitlab';

const MARK = '# Written by lintel guard install.';

export function isOwnPipeline(text: string): boolean {
	return text.startsWith(MARK);
}

/** `at` is the way from the repository's top, where forges look, to the folder to check; '' for none. */
export function pipelineOf(
	forge: Forge,
	version: string,
	at: string,
): { readonly file: string; readonly text: string; readonly note: string } {
	if (forge === 'github') {
		return {
			file: '.github/workflows/lintel.yml',
			text: github(version, below(at)),
			note: 'Set the repository variable LINTEL_ROOT (Settings → Secrets and variables → Actions → Variables), and require the check “Lintel / check” in a branch rule.',
		};
	}
	return {
		file: '.gitlab/lintel.yml',
		text: gitlab(version, below(at)),
		note: 'Include it in .gitlab-ci.yml (include: [{ local: .gitlab/lintel.yml }]), and set the protected CI/CD variable LINTEL_ROOT.',
	};
}

/** For a shell, between double quotes. */
function below(at: string): string {
	return at === '' ? '' : `/${at.replace(/\/$/, '').replaceAll(/["$`\\]/g, '\\$&')}`;
}

/**
 * `pull_request_target` takes this file from the branch that is merged into, so that a pull request
 * can't leave the root or the base out. That is safe here alone because the change is only read.
 */
function github(version: string, folder: string): string {
	return `${MARK}
name: Lintel
on:
  push:
    branches: [main, master]
  # This file then comes from the branch that is merged into: a pull request can't change its own
  # check. Nothing of the pull request is run, it is only read.
  pull_request_target:
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event_name == 'pull_request_target' && format('refs/pull/{0}/merge', github.event.number) || github.sha }}
          path: repository
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      # Away from the repository, whose .npmrc and node_modules must have no say.
      - run: npm install --no-save --ignore-scripts --prefix "$RUNNER_TEMP/lintel" lintel@${version}
        working-directory: \${{ runner.temp }}
      - run: node "$RUNNER_TEMP/lintel/node_modules/lintel/dist/lintel-check.js" --repo "$GITHUB_WORKSPACE/repository${folder}" --base "$LINTEL_BASE"
        working-directory: \${{ runner.temp }}
        env:
          # A setting of the repository, which no pull request can change: six words or the hash.
          LINTEL_ROOT: \${{ vars.LINTEL_ROOT }}
          LINTEL_BASE: \${{ github.event_name == 'pull_request_target' && github.event.pull_request.base.sha || github.event.created && 'HEAD' || github.event.before }}
`;
}

function gitlab(version: string, folder: string): string {
	return `${MARK}
# Set LINTEL_ROOT as a protected CI/CD variable: six words or the hash of your workspace.
lintel:
  image: node:24
  variables:
    GIT_DEPTH: 0
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - cd /tmp && npm install --no-save --ignore-scripts --prefix /tmp/lintel lintel@${version}
    - node /tmp/lintel/node_modules/lintel/dist/lintel-check.js --repo "$CI_PROJECT_DIR${folder}" --root "$LINTEL_ROOT" --base "\${CI_MERGE_REQUEST_DIFF_BASE_SHA:-HEAD}"
`;
}
