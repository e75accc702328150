@mid
Feature: The digital signature of a package
  Whoever can change a package on its way runs programs on the host of a MID Server. So each package is signed, and a MID
  Server installs none whose signature it has not verified. What it has to refuse is what the documentation's own command
  refuses, "jarsigner -verify -verbose -certs -strict" of JDK 17 and of JDK 25.
  Documentation: MID Server upgrades, "Upgrade methods".

  @SIG-VERIFY
  Rule: No package is installed whose signature is missing, broken or not to be trusted

    Scenario Outline: A package that is not what was signed is refused
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site serves every package of Orlando Patch 2 <flaw>
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                               | flaw                                                                       |
        | a changed file                     | with a changed file                                                        |
        | a changed file, listed anew        | with a changed file and its new digest                                     |
        | a changed file, all else anew      | remade around a changed file                                               |
        | a changed signature file           | with a changed signature file                                              |
        | one more file                      | with one more file                                                         |
        | one more file where signatures lie | with one more file beside its signature                                    |
        | the signature was taken away       | without a signature                                                        |
        | half the signature was             | without a signature block                                                  |
        | the manifest was                   | without a manifest                                                         |
        | nobody has signed it               | never signed                                                               |
        | the signature of another package   | with the signature of another package                                      |
        | no signature, but garbage          | with garbage for a signature                                               |
        | weak digests of the files          | with SHA-1 digests                                                         |
        | a weak digest of the signature     | with a SHA-1 signature                                                     |
        | packed with LZMA                   | packed with LZMA                                                           |
        | packed with BZIP2                  | packed with BZIP2                                                          |
        | still weaker digests               | with MD5 digests                                                           |
        | one more file, listed              | with one more file, which the manifest lists                               |
        | some files are not vouched for     | with a signature file that vouches for no more than some files             |
        | two manifests                      | with two manifests                                                         |
        | two sections of a file             | with two sections of one file, the first of them right                     |
        | another version                    | with a signature file of another version                                   |
        | a byte order mark                  | with a byte order mark in its manifest                                     |
        | no certificates                    | with a signature block without certificates                                |
        | no signature, but a digest         | with a signature block of another kind                                     |
        | a signed file in the block         | with the signature of a file within the block                              |
        | attributes of another file         | with signed attributes about another file                                  |
        | a file twice, the bad one last     | with a file twice, the bad one last                                        |
        | data in a folder                   | with an unsigned folder that holds data                                    |
        | an index                           | with a list of its folders that nobody has signed                          |
        | a line that nobody reads           | with a line in its manifest that is too long                               |
        | a name that nobody reads           | with a name of an attribute that is too long                               |
        | the name of a digest in two lines  | with a digest of one file whose name is folded                             |
        | a misspelt digest                  | with a digest of one file whose name is misspelt                           |
        | attributes of another algorithm    | with signed attributes about another algorithm                             |
        | a weak mask                        | with a signature by RSASSA-PSS, whose mask is weak                         |
        | a digest that its key has not      | with a signature by Ed25519 of a digest that it does not know              |
        | a folder in another alphabet       | with its signature in a folder of another alphabet                         |
        | a signature file in another        | with a signature file that is called so in another alphabet                |
        | a changed attribute                | with a changed attribute in its manifest                                   |
        | a file without a digest            | with no digest of one file                                                 |
        | one digest of two is wrong         | with two digests of one file, the second of them wrong                     |
        | a right digest that is weak        | with a wrong digest of one file, and a right one that is weak              |
        | no file is vouched for             | with a signature file that vouches for the manifest, and for no file in it |
        | a signature further below          | with its signature in a folder of META-INF                                 |
        | attributes of no kind              | with signed attributes that do not say what it is                          |
        | attributes of no file              | with signed attributes that do not say of what                             |
        | attributes of two files            | with signed attributes about two files                                     |

    Scenario Outline: A package that somebody has signed who may not is refused
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site serves every package of Orlando Patch 2 signed <signer>
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                            | signer                                                             |
        | an unknown root                 | under a root that nobody trusts                                    |
        | an unknown root of a known name | under another root of the trusted one's name                       |
        | no root                         | by a certificate that vouches for itself                           |
        | no authority                    | by a certificate that a signer has issued                          |
        | for another purpose             | by a certificate for servers                                       |
        | another key                     | by a key that is not the certificate's                             |
        | a weak certificate              | by a certificate that is itself signed with SHA-1                  |
        | expired                         | by a certificate that has expired, without a timestamp             |
        | not valid yet                   | by a certificate that is not valid yet                             |
        | one of two is unknown           | by somebody else, too, whom nobody trusts                          |
        | for enciphering                 | by a key that may encipher alone                                   |
        | of another type                 | by a certificate that is of another type                           |
        | not for these names             | under an authority for others' mail                                |
        | not without a policy            | under an authority that asks for a policy                          |
        | not for this organisation       | under an authority for another organisation                        |
        | not for certificates            | under an authority that may not issue certificates                 |
        | no authority by its own word    | under an authority that does not say that it is one                |
        | one authority too many          | under an authority below one that may have none                    |
        | a certificate of nobody         | by a certificate that its issuer has not signed                    |
        | critical and unknown            | by a certificate with a critical extension that nobody knows       |
        | critical, of its authority      | under an authority with a critical extension that nobody knows     |
        | an expired authority            | under an authority that has expired, without a timestamp           |
        | an authority not valid yet      | under an authority that is not valid yet                           |
        | a weak certificate, MD5         | by a certificate that is itself signed with MD5                    |
        | a weak authority                | under an authority whose certificate is signed with SHA-1          |
        | expired, stamped too late       | by an expired certificate, and stamped after it was valid          |
        | expired, stamped elsewhere      | by an expired certificate, with its timestamp in another attribute |

    Scenario Outline: A package with a timestamp that proves nothing is refused, although its signer is good
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site serves every package of Orlando Patch 2 <stamped>
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                            | stamped                                                 |
        | stamped by a stranger           | with a timestamp by an authority that nobody trusts     |
        | stamped by a signer             | with a timestamp by a signer of packages                |
        | the stamp of another package    | with the timestamp of another package                   |
        | a weak stamp                    | with a timestamp over a SHA-1 digest                    |
        | a stamp of nobody               | with a timestamp without certificates                   |
        | a stamp that says nothing of it | with a timestamp that does not say what it is           |
        | a stamp with another time       | with another time in its timestamp                      |
        | two stamps                      | with two timestamps, the second that of another package |
        | a stamp that is none            | with a timestamp that is none                           |
        | a weak stamp, MD5               | with a timestamp over an MD5 digest                     |
        | a weakly signed stamp           | with a timestamp that is signed with SHA-1              |
