// A consumer of every node, with the types that openapi-generator makes. `when` has no else: a node that it forgets is
// a compiler's error.

import java.io.File
import org.openapitools.client.infrastructure.Serializer
import org.openapitools.client.models.AnswerChild
import org.openapitools.client.models.BodyNode
import org.openapitools.client.models.BundleLine
import org.openapitools.client.models.CalloutNode
import org.openapitools.client.models.Change
import org.openapitools.client.models.Contact
import org.openapitools.client.models.Figure
import org.openapitools.client.models.GuideDocument
import org.openapitools.client.models.ImageNode
import org.openapitools.client.models.QuestionNode
import org.openapitools.client.models.SectionChild
import org.openapitools.client.models.StepsNode
import org.openapitools.client.models.TableNode
import org.openapitools.client.models.TextNode

fun line(vararg parts: String?): String = parts.joinToString(" | ") { (it ?: "-").replace(Regex("\\s+"), " ").trim() }

fun transcript(guide: GuideDocument): List<String> =
    listOf(line("guide", guide.title, guide.hero?.alt, guide.edition.toString())) + guide.body.flatMap(::ofBody)

fun ofBody(node: BodyNode): List<String> = when (node) {
    is BodyNode.SectionWrapper -> with(node.value) { listOf(line(type.value, id, anchor, heading)) + nodes.map(::ofSection) }
    is BodyNode.FaqWrapper -> with(node.value) {
        listOf(line(type.value, id, anchor, heading, introduction?.plain)) + questions.flatMap(::ofFaq)
    }
}

fun ofFaq(node: QuestionNode): List<String> = with(node) {
    listOf(line(type.value, id, anchor, question, libraryEntry?.toString())) + answer.map(::ofAnswer)
}

fun ofAnswer(node: AnswerChild): String = when (node) {
    is AnswerChild.TextWrapper -> ofText(node.value)
    is AnswerChild.StepsWrapper -> ofSteps(node.value)
    is AnswerChild.TableWrapper -> ofTable(node.value)
    is AnswerChild.ImageWrapper -> ofImage(node.value)
    is AnswerChild.CalloutWrapper -> ofCallout(node.value)
}

fun ofText(node: TextNode): String = line(node.type.value, node.id, node.text.plain)

fun ofImage(node: ImageNode): String = with(node) {
    line(type.value, id, image.alt, image.renditions.lastOrNull()?.url, caption, credit)
}

fun ofCallout(node: CalloutNode): String = with(node) { line(type.value, id, tone.value, heading, text.plain) }

fun ofSteps(node: StepsNode): String = with(node) {
    line(type.value, id, *steps.flatMap { listOf(it.title, it.text?.plain) }.toTypedArray())
}

fun ofTable(node: TableNode): String = with(node) {
    val cells = rows.flatMap { row -> row.cells.map { it.plain } }
    line(type.value, id, caption, if (hasRowHeaders) "rows" else null, *(header + cells).toTypedArray())
}

fun ofSection(node: SectionChild): String = when (node) {
    is SectionChild.TextWrapper -> ofText(node.value)
    is SectionChild.SubheadingWrapper -> with(node.value) { line(type.value, id, anchor, text) }
    is SectionChild.ImageWrapper -> ofImage(node.value)
    is SectionChild.CalloutWrapper -> ofCallout(node.value)
    is SectionChild.UrgentHelpWrapper -> with(node.value) {
        line(type.value, id, heading, text.plain, *ways(contacts))
    }
    is SectionChild.CareCardWrapper -> with(node.value) {
        line(type.value, id, urgency.value, heading, text.plain, *ways(contacts))
    }
    is SectionChild.QuoteWrapper -> with(node.value) { line(type.value, id, text.plain, source) }
    is SectionChild.StepsWrapper -> ofSteps(node.value)
    is SectionChild.VideoWrapper -> with(node.value) {
        line(type.value, id, provider.value, title, url, player, transcript.plain)
    }
    is SectionChild.DownloadWrapper -> with(node.value) {
        line(type.value, id, title, text, file.url, file.name, file.format, file.byteCount.toString())
    }
    is SectionChild.RelatedGuidesWrapper -> with(node.value) {
        line(type.value, id, heading, *guides.flatMap { listOf(it.id.toString(), it.title, it.url) }.toTypedArray())
    }
    is SectionChild.DividerWrapper -> with(node.value) { line(type.value, id) }
    is SectionChild.TableWrapper -> ofTable(node.value)
    is SectionChild.KeyFactsWrapper -> with(node.value) {
        line(type.value, id, heading, *facts.flatMap { listOf(it.label, it.text.plain) }.toTypedArray())
    }
    is SectionChild.FiguresWrapper -> with(node.value) {
        line(type.value, id, *figures.flatMap(::ofFigure).toTypedArray())
    }
}

fun ways(contacts: List<Contact>): Array<String?> =
    contacts.flatMap { listOf(it.label, it.detail, it.href) }.toTypedArray()

fun ofFigure(figure: Figure): List<String?> = with(figure) {
    listOf(number, unit, share?.let { "${it.part}/${it.whole}" }, meaning, source, url)
}

fun followed(change: Change): String = when (change) {
    is Change.GuideWrapper -> line("keep", change.value.guide.id.toString())
    is Change.GoneWrapper -> line("remove", change.value.id.toString(), change.value.reason.value)
}

fun bundled(item: BundleLine): String = when (item) {
    is BundleLine.GuideWrapper -> line("keep", item.value.guide.id.toString())
    is BundleLine.CursorWrapper -> line("go on", item.value.cursor)
}

fun main(files: Array<String>) {
    val json = Serializer.kotlinxSerializationJson
    for (file in files) transcript(json.decodeFromString(GuideDocument.serializer(), File(file).readText())).forEach(::println)
}
