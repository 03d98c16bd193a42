// Reads the JSON report of vitest: what passed, what failed, what was left out, and what passed only at its second try.

export function readReport(report) {
  let passed = 0;
  let failed = 0;
  const skipped = [];
  const secondTries = [];
  for (const file of report.testResults) {
    // A file that could not be read or set up has no tests that could fail.
    if (file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"))
      failed++;
    for (const { fullName, status, failureMessages = [] } of file.assertionResults) {
      if (status === "passed") {
        passed++;
        if (failureMessages.length > 0) {
          secondTries.push({ name: fullName, reason: failureMessages[0].split("\n")[0] });
        }
      } else if (status === "failed") failed++;
      else skipped.push(fullName);
    }
  }
  return { passed, failed, skipped, secondTries };
}
