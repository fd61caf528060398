<?xml version="1.0" encoding="UTF-8"?>
<!-- Words in LaTeX: what would be a command is a letter again. And the names of languages. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tex="urn:tei-toolkit:latex">

  <!-- The ten characters that mean something to TeX; the braces after a command end its name. -->
  <xsl:variable name="tex:special" as="map(xs:string, xs:string)" select="map {
    '\': '\textbackslash{}', '{': '\{', '}': '\}', '$': '\$', '&amp;': '\&amp;', '#': '\#', '%': '\%', '_': '\_',
    '^': '\textasciicircum{}', '~': '\textasciitilde{}' }"/>

  <xsl:function name="tex:escape" as="xs:string">
    <xsl:param name="words" as="xs:string?"/>
    <xsl:sequence select="string-join(
      for $piece in analyze-string(string($words), '[\\{}$&amp;#%_\^~]')/*
      return ($tex:special(string($piece)), string($piece))[1])"/>
  </xsl:function>

  <!-- In an index three more characters mean something, and a fourth takes their meaning from them. -->
  <xsl:function name="tex:index" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="replace(tex:escape($words), '([!@|&quot;])', '&quot;$1')"/>
  </xsl:function>

  <xsl:function name="tex:arguments" as="xs:string">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:sequence select="string-join($words ! ('{' || tex:escape(.) || '}'))"/>
  </xsl:function>

  <!-- What babel calls the language of a tag. -->
  <xsl:variable name="tex:languages" as="map(xs:string, xs:string)" select="map {
    'bg': 'bulgarian', 'ca': 'catalan', 'cs': 'czech', 'da': 'danish', 'de': 'german', 'el': 'greek', 'en': 'english',
    'es': 'spanish', 'et': 'estonian', 'fi': 'finnish', 'fr': 'french', 'he': 'hebrew', 'hr': 'croatian',
    'hu': 'hungarian', 'is': 'icelandic', 'it': 'italian', 'la': 'latin', 'lt': 'lithuanian', 'lv': 'latvian',
    'nb': 'norsk', 'nl': 'dutch', 'nn': 'nynorsk', 'no': 'norsk', 'pl': 'polish', 'pt': 'portuguese',
    'ro': 'romanian', 'ru': 'russian', 'sk': 'slovak', 'sl': 'slovene', 'sr': 'serbianc', 'sv': 'swedish',
    'tr': 'turkish', 'uk': 'ukrainian' }"/>
  <xsl:function name="tex:babel" as="xs:string?">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:sequence select="$tex:languages(string(tokenize($tag, '-')[1]))"/>
  </xsl:function>
</xsl:stylesheet>
