@mid
Feature: The digital signature of a package
  Whoever can change a package on its way runs programs on the host of a MID Server. So each package is signed, and a MID
  Server installs none whose signature it has not verified. What it refuses here, the documentation's own command refuses,
  too: "jarsigner -verify -verbose -certs -strict" of JDK 17 and of JDK 25.
  Documentation: MID Server upgrades, "Upgrade methods".

  @SIG-VERIFY
  Rule: No package is installed whose signature does not cover it

    Scenario Outline: A package that was changed, or that nobody has signed, is refused, and a good one installed
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site serves every package of Orlando Patch 2 <flaw>
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                            | flaw                                    |
        | changed file                    | with a changed file                     |
        | changed file, new digest        | with a changed file and its new digest  |
        | changed signature file          | with a changed signature file           |
        | all but the block made anew     | remade around a changed file            |
        | one more file                   | with one more file                      |
        | one more file, in META-INF      | with one more file beside its signature |
        | signature removed               | without a signature                     |
        | signature block removed         | without a signature block               |
        | manifest removed                | without a manifest                      |
        | never signed                    | never signed                            |
        | signature of another package    | with the signature of another package   |
        | no signature, but garbage       | with garbage for a signature            |
        | digests of the files            | with SHA-1 digests                      |
        | digest of the signature         | with a SHA-1 signature                  |
        | packed so that Java cannot read | packed with LZMA                        |
        | packed in another such way      | packed with BZIP2                       |

    Scenario Outline: A package that the wrong one has signed is refused, and a good one installed
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site serves every package of Orlando Patch 2 signed by <signer>
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                | signer                                           |
        | self-signed         | a certificate that vouches for itself            |
