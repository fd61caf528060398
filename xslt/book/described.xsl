<?xml version="1.0" encoding="UTF-8"?>
<!-- tree:node: what TEI also lets stand in a text: lists of persons and places, descriptions of manuscripts. They are
     read as they stand. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tree="urn:tei-toolkit:book"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="listPerson | listPlace | listOrg | person | place | org | event | msDesc | msIdentifier
    | altIdentifier | msContents | msItem | physDesc | objectDesc | supportDesc | support | extent | foliation
    | handDesc | handNote | history | origin | provenance | acquisition | additional | surrogates | summary | birth
    | death | floruit | sex | state | occupation | residence | nationality | education | faith | affiliation | email
    | location | geo | eventName | msName | collection | repository | institution | dimensions | height | width
    | locus | material | origDate | origPlace | citedRange | textLang | respStmt | resp | msPart | incipit | explicit
    | collation | condition | layoutDesc | layout | typeDesc | typeNote | decoDesc | decoNote | additions
    | bindingDesc | binding | accMat | adminInfo | availability | licence | authority | distributor | funder
    | principal | sponsor | classCode | custodialHist | personGrp | listEvent | listObject | object | listRelation
    | relation | listWit | witness | biblStruct | depth | dim | locusGrp | objectType | stamp | watermark | gender
    | age | trait | langKnowledge | langKnown | objectIdentifier | objectName | analytic | monogr | imprint | postBox
    | postCode | offset | formula | notatedMusic | retrace | mod | metamark | sp | speaker | stage | titlePage
    | docTitle | docAuthor | docDate | docEdition | docImprint | titlePart | g" mode="tree:node" as="item()*"
    priority="-0.2">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- Interpretations are about the text, not of it. -->
  <xsl:template match="interp | interpGrp | catRef | spanGrp | span | linkGrp | addSpan | delSpan | damageSpan | gb"
    mode="tree:node" as="empty-sequence()"/>
</xsl:stylesheet>
