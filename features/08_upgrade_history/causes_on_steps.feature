@mid
Feature: Causes in the upgrade history
  The page promises further details. Where two attempts fail for two reasons, the history shows that they do, even if both are trouble
  with the download, with the signature or with the host. No test stands before the upgrade here, as it would find the cause first.
  Documentation: MID Server upgrades, "MID Server Upgrade History".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And the parameter mid.upgrade.run_precheck of "berlin" is "false"

  @HIST-ERROR-CAUSE
  Rule: Two causes of one kind give two messages

    Scenario Outline: The second cause is told in other words than the first
      Given <first>
      When "berlin" is asked to upgrade to <version> by an upgrade of the instance
      Then a step of "berlin" has failed with a message of its own
      When <mended>
      And <second>
      And up to 24 hours pass until "berlin" is Up
      And the next check is over
      Then a step of "berlin" has failed with a message of its own
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case                      | version                  | first                                                                              | mended                           | second                                                                             |
        | download, refused first   | Orlando Patch 2          | the download site refuses connections                                              | the download site works again    | the download site answers requests for packages with error 403                     |
        | download, 403 first       | Orlando Patch 0 Hotfix 2 | the download site answers requests for packages with error 403                     | the download site works again    | the download site refuses connections                                              |
        | signature, tampered first | Orlando Patch 3          | the download site answers requests for packages with tampered packages             | the download site works again    | the download site answers requests for packages with packages signed by a stranger |
        | signature, stranger first | Orlando Patch 1 Hotfix 1 | the download site answers requests for packages with packages signed by a stranger | the download site works again    | the download site answers requests for packages with tampered packages             |
        | installation              | Orlando Patch 2          | the host of "berlin" refuses to extract packages                                   | the host of "berlin" works again | the host of "berlin" refuses to replace files in bin                               |
        | installation, other order | Orlando Patch 3          | the host of "berlin" refuses to replace files in bin                               | the host of "berlin" works again | the host of "berlin" refuses to extract packages                                   |
